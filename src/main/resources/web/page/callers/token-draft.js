import { isEmpty, namedIn, noScope, scopeOf } from './scope-draft.js';
import { tokensWords } from './words-tokens.js';

const text = tokensWords.faults;
const MINUTE = 60_000;
const MOST_NAMED = 100;

/** A token as the form begins with it. */
export const newTokenDraft = () => ({ scope: noScope(), minutes: '10', origin: '', subject: '' });

/** The token as the API takes it. */
export const documentOf = ({ scope, minutes, origin, subject }) => ({
  ...scopeOf(scope),
  ttl: Number(minutes) * MINUTE,
  ...(origin.trim() ? { origin: origin.trim() } : {}),
  ...(subject.trim() ? { subject: subject.trim() } : {}),
});

/** What is wrong, by the id of the field; empty where nothing is. */
export const faultsOf = ({ scope, minutes, origin, subject }) => {
  const faults = {};
  if (isEmpty(scope)) faults.connectors = text.scope;
  else if (namedIn(scope) > MOST_NAMED) faults.connectors = text.most;
  if (!/^([1-9]|1[0-5])$/.test(minutes.trim())) faults.minutes = text.minutes;
  if (origin.trim() && !/^https?:\/\/[^/?#\s]+$/.test(origin.trim())) faults.origin = text.origin;
  if (subject.trim().length > 128) faults.subject = text.subject;
  return faults;
};

/** What the server found wrong, by the id of the field. */
export const faultsBy = (problem) => {
  const fields = { connectors: 'connectors', activities: 'activities', ttl: 'minutes', origin: 'origin', subject: 'subject' };
  const faults = {};
  for (const { field, message } of problem.errors) {
    const id = fields[field.split('/')[1]];
    if (id) faults[id] ??= message;
  }
  return faults;
};
