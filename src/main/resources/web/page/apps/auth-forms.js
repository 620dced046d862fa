import { words } from '../words.js';

const { form } = words.apps;
const { faults } = form;
const DOTS = '••••••';

const username = {
  name: 'username',
  label: form.username,
  required: faults.username,
  check: (value, { type }) => (type === 'basic' && value.includes(':') ? faults.usernameColon : ''),
};
const password = { name: 'password', label: form.password, secret: true };

const authority = [
  {
    name: 'tokenUrl',
    label: form.tokenUrl,
    help: form.tokenUrlHelp,
    required: faults.tokenUrl,
    mono: true,
    wide: true,
    check: (value) => (/^https?:\/\//i.test(value) && URL.canParse(value) && !/[?#]/.test(value) ? '' : faults.tokenUrl),
  },
  { name: 'clientId', label: form.clientId, required: faults.clientId },
  { name: 'clientSecret', label: form.clientSecret, secret: true },
];

const rest = [
  { name: 'scope', label: form.scope, help: form.scopeHelp },
  { name: 'audience', label: form.audience, help: form.audienceHelp },
  { name: 'clientAuth', label: form.clientAuth, choices: form.clientAuthChoices },
];

const bearer = () => `Authorization: Bearer ${DOTS}`;

/**
 * What the form asks for, by auth type: the names of its fields are those of the API.
 * @type {Record<string, {more?: boolean, fields: object[], preview?: (auth: Record<string, string>) => string}>} `more` has it
 *   stand behind More; of a field `required` is what is said where it is empty, `check` what is wrong with what was typed
 */
export const AUTH_FORMS = {
  basic: { fields: [username, password] },
  token: {
    fields: [
      { name: 'prefix', label: form.prefix, help: form.prefixHelp, suggestions: ['Bearer', 'Session'] },
      { name: 'value', label: form.value, secret: true },
    ],
    preview: ({ prefix }) => `Authorization: ${prefix.trim() ? `${prefix.trim()} ` : ''}${DOTS}`,
  },
  'oauth2-client-credentials': { fields: [...authority, ...rest], preview: bearer },
  'oauth2-password': { fields: [...authority, username, password, ...rest], preview: bearer },
  none: { fields: [] },
  'api-key': {
    more: true,
    fields: [
      { name: 'in', label: form.keyIn, choices: form.keyInChoices },
      { name: 'name', label: form.keyName, required: faults.keyName, helpOf: (auth) => form.keyNameHelp[auth.in] },
      { name: 'value', label: form.keyValue, secret: true },
    ],
    preview: ({ in: place, name }) => {
      const key = name.trim() || form.keyName;
      return place === 'header' ? `${key}: ${DOTS}` : `?${key}=${DOTS}`;
    },
  },
};

/** What is chosen where nobody has chosen. */
const FIRST = { prefix: 'Bearer', in: 'header', clientAuth: 'basic' };

const all = Object.values(AUTH_FORMS).flatMap(({ fields }) => fields);

/** The fields of all types, with nothing typed. */
export const blankAuth = () => Object.fromEntries(all.map(({ name }) => [name, FIRST[name] ?? '']));

/** The same, of an `auth` as the API answers with it: what is secret stays empty. */
export const authDraftOf = (auth) => {
  const open = AUTH_FORMS[auth.type].fields.filter(({ secret }) => !secret);
  return { ...blankAuth(), ...Object.fromEntries(open.map(({ name }) => [name, auth[name] ?? ''])) };
};

/** What the API is sent; a secret that is left out keeps its value. */
export const authOf = ({ type, auth }) => {
  const sent = { type };
  for (const { name, secret, choices } of AUTH_FORMS[type].fields) {
    const value = secret || choices ? auth[name] : auth[name].trim();
    if (value || (!secret && name === 'prefix')) sent[name] = value;
  }
  return sent;
};

/**
 * What is wrong with one field of the chosen type; empty where it is right, or is none of it.
 * @param {boolean} kept whether there is a secret that may be kept
 */
export const authFault = (draft, name, kept) => {
  const field = AUTH_FORMS[draft.type].fields.find((one) => one.name === name);
  if (!field) return '';
  const value = draft.auth[name];
  if (field.secret) return value || kept ? '' : words.secrets.missing(field.label);
  if (!value.trim()) return field.required ?? '';
  return field.check?.(value.trim(), draft) ?? '';
};

/** What a field is called in that type. */
export const authLabel = (name, type) =>
  (AUTH_FORMS[type]?.fields.find((field) => field.name === name) ?? all.find((field) => field.name === name))?.label ?? name;
