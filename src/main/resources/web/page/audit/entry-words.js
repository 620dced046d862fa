import { auditWords as text } from './words-audit.js';

const SECRETS = /^\/(auth\/(password|value|clientSecret|secretAccessKey|sessionToken|secret|privateKey)|secretHeaders\/.+)$/;

/** What was done, in words. */
export const actionOf = ({ action }) => text.actions[action] ?? action.charAt(0).toUpperCase() + action.slice(1).replaceAll('.', ' ');

/** Who did it, by name; an id where there is no name. */
export const actorOf = ({ actor, count }) => {
  if (!actor) return count > 1 ? text.several : text.nobody;
  if (actor.id === 'appconnector') return text.program;
  return actor.name ?? actor.id;
};

/** How they came, where that was not with the key itself; else empty. */
export const wayOf = ({ actor }) => {
  if (!actor) return '';
  const way = / by ([a-z]+)$/.exec(actor.id)?.[1] ?? actor.id.split(':')[0];
  return text.ways[way] ?? '';
};

/** To what, by the name that it had then. */
export const objectOf = ({ object }) => (object ? (object.name ?? object.id) : text.none);

/** How it ended, and for how many it stands. */
export const resultOf = ({ outcome, count }) => {
  const word = text.outcomes[outcome] ?? outcome;
  return count > 1 ? `${word}, ${text.times(count)}` : word;
};

/** Whether a field holds a secret: what stood there is nowhere, and what stands there now is not to be seen either. */
export const isSecret = (field) => SECRETS.test(field);
