import { words } from '../words.js';
import { loginWords as login } from './words-logins.js';

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

const tokenUrl = {
  name: 'tokenUrl',
  label: form.tokenUrl,
  help: form.tokenUrlHelp,
  required: faults.tokenUrl,
  mono: true,
  wide: 'first',
  check: (value) => (/^https?:\/\//i.test(value) && URL.canParse(value) && !/[?#]/.test(value) ? '' : faults.tokenUrl),
};

const authority = [
  tokenUrl,
  { name: 'clientId', label: form.clientId, required: faults.clientId },
  { name: 'clientSecret', label: form.clientSecret, secret: true },
];

const scope = { name: 'scope', label: form.scope, help: form.scopeHelp };

const rest = [
  scope,
  { name: 'audience', label: form.audience, help: form.audienceHelp },
  { name: 'clientAuth', label: form.clientAuth, choices: form.clientAuthChoices },
];

const same = (...names) => Object.fromEntries(names.map((name) => [name, name]));

const assertion = [
  tokenUrl,
  { name: 'issuer', label: login.issuer, help: login.issuerHelp, required: login.faults.issuer },
  { name: 'subject', label: login.subject, help: login.subjectHelp },
  { name: 'audience', label: login.assertionAudience, help: login.assertionAudienceHelp },
  scope,
  { name: 'keyId', label: login.keyId, help: login.keyIdHelp },
  { name: 'algorithm', label: login.algorithm, choices: same('RS256', 'ES256') },
  {
    name: 'privateKey',
    label: login.privateKey,
    help: login.privateKeyHelp,
    secret: true,
    lines: true,
    wide: 'last',
    check: (value) => (value.includes('PRIVATE KEY-----') ? '' : login.faults.pem('PRIVATE KEY')),
  },
];

const aws = [
  { name: 'accessKeyId', label: login.accessKeyId, required: login.faults.accessKeyId },
  { name: 'secretAccessKey', label: login.secretAccessKey, secret: true },
  { name: 'region', label: login.region, help: login.regionHelp, required: login.faults.region },
  { name: 'service', label: login.service, help: login.serviceHelp, required: login.faults.service, suggestions: ['execute-api', 'lambda', 's3'] },
  { name: 'sessionToken', label: login.sessionToken, help: login.sessionTokenHelp, secret: true, optional: true },
];

const PARTS = ['timestamp', 'method', 'path', 'query', 'body'];
const listed = (text) => text.split(/[\s,]+/).filter(Boolean);
const isListOfParts = (parts) => parts.every((part) => PARTS.includes(part)) && new Set(parts).size === parts.length;

const hmac = [
  { name: 'header', label: login.signatureHeader, help: login.signatureHeaderHelp, required: login.faults.signatureHeader },
  { name: 'prefix', label: login.codePrefix, help: login.codePrefixHelp },
  { name: 'algorithm', label: login.algorithm, choices: { sha256: 'SHA-256', sha512: 'SHA-512' } },
  { name: 'encoding', label: login.encoding, choices: { hex: 'Hexadecimal', base64: 'Base64' } },
  {
    name: 'timestampHeader',
    label: login.timestampHeader,
    help: login.timestampHeaderHelp,
    absent: ({ auth }) => (listed(auth.signed).includes('timestamp') ? login.faults.timestampHeader : ''),
  },
  { name: 'secret', label: login.sharedSecret, secret: true },
  {
    name: 'signed',
    label: login.signed,
    help: login.signedHelp,
    listed: true,
    wide: 'last',
    required: login.faults.signed,
    check: (value) => (isListOfParts(listed(value)) ? '' : login.faults.signed),
  },
];

const bearer = () => `Authorization: Bearer ${DOTS}`;

/**
 * What the form asks for, by auth type: the names of its fields are those of the API.
 * @type {Record<string, {more?: boolean, fields: object[], preview?: (auth: Record<string, string>) => string}>} `more` has it
 *   stand behind More; of a field `required` is what is said where it is empty (`absent` where that depends), `check` what is wrong with what was typed;
 *   `listed` is a list of words, `lines` a text of several lines; `starts` is what is chosen where nobody has chosen
 */
export const AUTH_FORMS = {
  basic: { fields: [username, password] },
  token: {
    starts: { prefix: 'Bearer' },
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
  'oauth2-jwt-bearer': { more: true, starts: { algorithm: 'RS256' }, fields: assertion, preview: bearer },
  'aws-sigv4': { more: true, fields: aws, preview: () => `Authorization: AWS4-HMAC-SHA256 …Signature=${DOTS}` },
  hmac: {
    more: true,
    starts: { prefix: '', algorithm: 'sha256', encoding: 'hex', signed: PARTS.join(', ') },
    fields: hmac,
    preview: ({ header, prefix }) => `${header.trim() || login.signatureHeader}: ${prefix.trim()}${DOTS}`,
  },
};

/** What is chosen where nobody has chosen, of all types. */
const FIRST = { prefix: 'Bearer', in: 'header', clientAuth: 'basic' };

const all = Object.values(AUTH_FORMS).flatMap(({ fields }) => fields);

/** The fields of all types, with nothing typed. */
export const blankAuth = () => Object.fromEntries(all.map(({ name }) => [name, FIRST[name] ?? '']));

/** The same, of an `auth` as the API answers with it: what is secret stays empty. */
export const authDraftOf = (auth) => {
  const open = AUTH_FORMS[auth.type].fields.filter(({ secret }) => !secret);
  return { ...blankAuth(), ...Object.fromEntries(open.map(({ name }) => [name, [auth[name] ?? ''].flat().join(', ')])) };
};

/** The draft's `auth` when another type is chosen: what the types share stays. */
export const startedAuth = (auth, type) => ({ ...auth, ...AUTH_FORMS[type].starts });

/** What the API is sent; a secret that is left out keeps its value. */
export const authOf = ({ type, auth }) => {
  const sent = { type };
  for (const { name, secret, choices, listed: isList } of AUTH_FORMS[type].fields) {
    const text = secret || choices ? auth[name] : auth[name].trim();
    const value = isList ? listed(text) : text;
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
  if (field.secret && !value) return kept || field.optional ? '' : words.secrets.missing(field.label);
  if (!value.trim()) return field.absent?.(draft) ?? field.required ?? '';
  return field.check?.(value.trim(), draft) ?? '';
};

/** What a field is called in that type. */
export const authLabel = (name, type) =>
  (AUTH_FORMS[type]?.fields.find((field) => field.name === name) ?? all.find((field) => field.name === name))?.label ?? name;
