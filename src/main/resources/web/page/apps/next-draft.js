import { AUTH_FORMS, authDraftOf, authFault, authOf, blankAuth } from './auth-forms.js';
import { expiryOf } from './connector-draft.js';
import { fieldOf, labelOf } from './connector-faults.js';
import { words } from '../words.js';
import { nextWords } from './words-next.js';

const text = nextWords.form;

/** A next credential as the form begins with it: of the current one's type, with what is open about that. */
export const nextDraftOf = ({ auth }) => {
  const isLike = auth.type !== 'none' && AUTH_FORMS[auth.type];
  return { type: isLike ? auth.type : 'token', auth: isLike ? authDraftOf(auth) : blankAuth(), expires: '', when: 'refused', time: '' };
};

/** The id of the field that is to be typed first. */
export const firstSecretOf = ({ type }) => `auth-${AUTH_FORMS[type].fields.find(({ secret }) => secret).name}`;

/** The instant by the reader's clock; NaN where it is none. */
const instantOf = (time) => new Date(time).getTime();

/** The next credential as the API takes it. */
export const nextDocumentOf = (draft) => ({
  auth: { ...authOf(draft), expiresAt: expiryOf(draft) },
  activateAt: draft.when === 'time' ? new Date(instantOf(draft.time)).toISOString() : null,
});

/** What is wrong with one field, by its id; empty where it is right. */
export const nextFaultOf = (id, draft) => {
  if (id !== 'activateAt') return authFault(draft, id.slice('auth-'.length), false);
  return draft.when === 'time' && !(instantOf(draft.time) > Date.now()) ? text.timeFault : '';
};

/** All that is wrong, by field id, in the order of the form. */
export const nextFaults = (draft) => {
  const ids = [...AUTH_FORMS[draft.type].fields.map(({ name }) => `auth-${name}`), 'activateAt'];
  return new Map(ids.map((id) => [id, nextFaultOf(id, draft)]).filter(([, fault]) => fault));
};

/** The same as the server has told it. */
export const nextFaultsTold = (problem) =>
  new Map(
    problem.errors.filter(({ field }) => field).map(({ field, message }) => [field === '/auth' ? 'auth-type' : fieldOf(field, { headers: [] }), message]),
  );

/** What the summary calls a field. */
export const nextLabelOf = (id, type) => {
  if (id === 'auth-type') return words.apps.form.auth;
  return id === 'activateAt' ? text.time : labelOf(id, type);
};
