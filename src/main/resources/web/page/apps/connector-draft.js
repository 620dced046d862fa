import { words } from '../words.js';

/** The auth types: those of the first row, and those behind More. */
export const AUTH_TYPES = { first: ['basic', 'token', 'none'], more: ['api-key'] };

/** The field of each type that is a secret. */
const SECRET = { basic: 'password', token: 'value', 'api-key': 'keyValue' };
const LABELS = {
  basic: { username: 'username', password: 'password' },
  token: { prefix: 'prefix', value: 'value' },
  'api-key': { keyName: 'keyName', keyValue: 'keyValue' },
  none: {},
};
const HOUR = 3_600_000;
const MEGABYTE = 1_048_576;
const number = (value) => String(Number(value.toFixed(7)));

/** A connector as the form holds it: texts, as they were typed. */
export const blankDraft = () => ({
  name: '',
  domain: '',
  type: 'basic',
  auth: { username: '', password: '', prefix: 'Bearer', value: '', keyIn: 'header', keyName: '', keyValue: '' },
  headers: [],
  limits: { callsPerSecond: '', maxConcurrent: '50', maxResponse: '10' },
  delivery: { maxAttempts: '200', maxAge: '24', firstDelay: '1', maxDelay: '900', repeat: 'any' },
});

/** @param {object} connector as the API answers with it */
export const draftOf = (connector) => {
  const draft = blankDraft();
  const { auth, limits, delivery } = connector;
  return {
    ...draft,
    name: connector.name,
    domain: connector.domain,
    type: auth.type,
    auth: {
      ...draft.auth,
      username: auth.username ?? '',
      prefix: auth.prefix ?? draft.auth.prefix,
      keyIn: auth.in ?? 'header',
      keyName: auth.name ?? '',
    },
    headers: [
      ...Object.entries(connector.headers).map(([name, value]) => ({ name, value, secret: false, kept: null })),
      ...Object.entries(connector.secretHeaders).map(([name, { changedAt }]) => ({
        name,
        value: '',
        secret: true,
        kept: { name, changedAt },
      })),
    ],
    limits: {
      callsPerSecond: String(limits.callsPerSecond ?? ''),
      maxConcurrent: String(limits.maxConcurrent),
      maxResponse: number(limits.maxResponseBytes / MEGABYTE),
    },
    delivery: {
      maxAttempts: String(delivery.maxAttempts),
      maxAge: number(delivery.maxAge / HOUR),
      firstDelay: number(delivery.firstDelay / 1000),
      maxDelay: number(delivery.maxDelay / 1000),
      repeat: delivery.repeat,
    },
  };
};

/** When the type's own secret was set; null where there is none that may be kept. */
export const keptSecret = (draft, original) => {
  if (!original || original.auth.type !== draft.type || movesAway(draft, original)) return null;
  return (original.auth.password ?? original.auth.value)?.changedAt ?? null;
};

/** Whether the domain now names another origin than the one that the kept secrets are for. */
export const movesAway = (draft, original) => {
  const origin = (text) => (URL.canParse(text) ? new URL(text).origin : text);
  return Boolean(original) && origin(draft.domain.trim()) !== origin(original.domain);
};

/** Whether a row's secret value may stay as it is. */
export const isKept = (row, draft, original) =>
  row.secret &&
  row.kept?.name === row.name.trim() &&
  row.value === '' &&
  original.auth.type === draft.type &&
  !movesAway(draft, original);

/** What changing to the draft's type loses: the labels of what was there. */
export const dropped = (draft, original) => {
  const before = original?.auth.type;
  if (!before || before === draft.type) return [];
  return Object.keys(LABELS[before])
    .filter((field) => !(field in LABELS[draft.type]))
    .map((field) => words.apps.form[LABELS[before][field]]);
};

/** A domain with the scheme that it lacks. */
export const completed = (domain) => {
  const text = domain.trim();
  return text === '' || /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
};

const authOf = (draft, original) => {
  const { username, prefix, keyIn, keyName } = draft.auth;
  const auth = {
    basic: { type: 'basic', username },
    token: { type: 'token', prefix: prefix.trim() },
    'api-key': { type: 'api-key', in: keyIn, name: keyName.trim() },
    none: { type: 'none' },
  }[draft.type];
  const secret = draft.auth[SECRET[draft.type]];
  if (secret) auth[draft.type === 'basic' ? 'password' : 'value'] = secret;
  return auth;
};

/** What the API is sent; a secret that is left out keeps its value. */
export const documentOf = (draft, original) => {
  const headers = {};
  const secretHeaders = {};
  for (const row of draft.headers) {
    const name = row.name.trim();
    if (row.secret) secretHeaders[name] = isKept(row, draft, original) ? null : row.value;
    else headers[name] = row.value.trim();
  }
  return {
    name: draft.name.trim(),
    domain: draft.domain.trim(),
    auth: authOf(draft, original),
    headers,
    secretHeaders,
    paused: original?.paused ?? false,
    limits: {
      maxConcurrent: Number(draft.limits.maxConcurrent),
      callsPerSecond: draft.limits.callsPerSecond.trim() ? Number(draft.limits.callsPerSecond) : null,
      maxResponseBytes: Math.round(Number(draft.limits.maxResponse) * MEGABYTE),
    },
    delivery: {
      maxAge: Math.round(Number(draft.delivery.maxAge) * HOUR),
      maxAttempts: Number(draft.delivery.maxAttempts),
      firstDelay: Math.round(Number(draft.delivery.firstDelay) * 1000),
      maxDelay: Math.round(Number(draft.delivery.maxDelay) * 1000),
      repeat: draft.delivery.repeat,
    },
  };
};
