import { AUTH_FORMS } from './auth-forms.js';
import { draftOf } from './connector-draft.js';
import { labelOf } from './connector-faults.js';
import { words } from '../words.js';
import { loginWords as login } from './words-logins.js';

const { form, auth: authWord } = words.apps;
const GROUPS = ['auth', 'limits', 'delivery'];
const CERTIFICATES = ['certificate', 'ca'];

/**
 * What somebody changed of a connector, a sentence for each; of a secret that it is another.
 * @param {object} before as the API answered with it
 * @param {object} after the same connector, later
 * @returns {string[]}
 */
export const differences = (before, after) => {
  const [was, is] = [draftOf(before), draftOf(after)];
  return [
    ...['name', 'domain'].flatMap((field) => told(labelOf(field), was[field], is[field])),
    ...told(form.auth, authWord(was.type), authWord(is.type)),
    ...GROUPS.flatMap((group) => Object.keys(is[group]).flatMap((field) => told(labelOf(`${group}-${field}`, is.type), was[group][field], is[group][field]))),
    ...told(login.expires, was.expires, is.expires),
    ...CERTIFICATES.filter((name) => was.tls[name] !== is.tls[name]).map((name) => form.changedSecret(login[name])),
    ...secrets(before, after),
    ...headers(was.headers, is.headers),
    ...told(words.apps.filterState, words.apps.states[before.state], words.apps.states[after.state]),
  ];
};

const told = (label, was, is) => (was === is ? [] : [form.changed(label, was, is)]);

const secrets = ({ auth: was }, { auth: is }) => {
  if (was.type !== is.type) return [];
  return AUTH_FORMS[is.type].fields
    .filter(({ name, secret }) => secret && was[name]?.changedAt !== is[name]?.changedAt)
    .map(({ label }) => form.changedSecret(label));
};

const headers = (was, is) => {
  const named = (rows, name) => rows.find((row) => row.name === name);
  return [
    ...is.filter(({ name }) => !named(was, name)).map(({ name }) => form.headerAdded(name)),
    ...was.filter(({ name }) => !named(is, name)).map(({ name }) => form.headerRemoved(name)),
    ...is.flatMap((row) => changed(named(was, row.name), row)),
  ];
};

const changed = (was, is) => {
  if (!was) return [];
  const label = form.headerOf(is.name);
  if (was.secret || is.secret) return was.kept?.changedAt === is.kept?.changedAt ? [] : [form.changedSecret(label)];
  return told(label, was.value, is.value);
};
