import { isEmpty, noScope, scopeOf } from './scope-draft.js';
import { callersWords } from './words-callers.js';

const text = callersWords.form;
const DAY = 86_400_000;
const LIFETIMES = { day: DAY, quarter: 90 * DAY };

/** A key as the form begins with it: as little as there is. */
export const newKeyDraft = () => ({ name: '', role: 'runner', scope: noScope(), lifetime: 'quarter', day: '' });

/** The last instant of a day by the reader's clock; NaN where it is none. */
const endOfDay = (day) => new Date(`${day}T23:59:59.999`).getTime();

const expiresAt = ({ lifetime, day }) => {
  if (lifetime === 'none') return null;
  return new Date(lifetime === 'date' ? endOfDay(day) : Date.now() + LIFETIMES[lifetime]).toISOString();
};

/** The key as the API takes it; only a runner has a scope. */
export const documentOf = (draft) => ({
  name: draft.name.trim().normalize('NFC'),
  role: draft.role,
  ...(draft.role === 'runner' ? scopeOf(draft.scope) : {}),
  expiresAt: expiresAt(draft),
});

/** What is wrong, by the id of the field; empty where nothing is. */
export const faultsOf = (draft) => {
  const faults = {};
  const name = draft.name.trim();
  if (!name || name.length > 128) faults['key-name'] = text.faults.name;
  if (draft.role === 'runner' && isEmpty(draft.scope)) faults.connectors = text.faults.scope;
  if (draft.lifetime === 'date' && !(endOfDay(draft.day) > Date.now())) faults.day = text.faults.day;
  return faults;
};

/** The field that a pointer of the server's problem is about; undefined where it is none of the form's. */
const fieldOf = (pointer) => {
  const [, member, index] = pointer.split('/');
  return { name: 'key-name', role: 'role', connectors: 'connectors', activities: 'activities', expiresAt: 'day' }[member] && {
    id: { name: 'key-name', expiresAt: 'day' }[member] ?? member,
    index,
  };
};

/**
 * What the server found wrong, by the id of the field; what has none is left to its title.
 * @param {import('../api.js').Problem} problem
 * @param {object} sent the document
 * @param {Record<string, {id: string, name: string}[]>} choices those of the pickers
 */
export const faultsBy = (problem, sent, choices) => {
  const faults = {};
  for (const { field, message } of problem.errors) {
    const found = fieldOf(field);
    if (!found) continue;
    const named = found.index === undefined ? null : choices[found.id]?.find(({ id }) => id === sent[found.id]?.[found.index]);
    faults[found.id] ??= named ? `“${named.name}”: ${message}` : message;
  }
  return faults;
};
