import { AUTH_FORMS, authDraftOf, authOf, blankAuth } from './auth-forms.js';

const HOUR = 3_600_000;
const MEGABYTE = 1_048_576;
const number = (value) => String(Number(value.toFixed(7)));

/** A connector as the form holds it: texts, as they were typed. */
export const blankDraft = () => ({
  name: '',
  domain: '',
  type: 'basic',
  auth: blankAuth(),
  expires: '',
  tls: { certificate: '', privateKey: '', ca: '' },
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
    auth: authDraftOf(auth),
    expires: dayOf(auth.expiresAt),
    tls: { certificate: connector.tls?.certificate ?? '', privateKey: '', ca: connector.tls?.ca ?? '' },
    headers: [
      ...Object.entries(connector.headers).map(([name, value]) => ({ name, value, secret: false, kept: null })),
      ...Object.entries(connector.secretHeaders).map(([name, shown]) => ({
        name,
        value: '',
        secret: true,
        kept: { ...shown, name },
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

const dayOf = (time) => time?.slice(0, 10) ?? '';

/** A day is meant from its beginning, but where nobody has touched it the exact time stays. */
export const expiryOf = ({ type, expires }, original) => {
  if (!expires || type === 'none') return null;
  const before = original?.auth.expiresAt;
  return dayOf(before) === expires ? before : `${expires}T00:00:00Z`;
};

/** When the private key of the certificate was set; null where there is none that may be kept. */
export const keptTlsKey = (draft, original) =>
  original && !movesAway(draft, original) ? (original.tls?.privateKey?.changedAt ?? null) : null;

const tlsOf = ({ tls }) => {
  const [certificate, ca] = [tls.certificate.trim() || null, tls.ca.trim() || null];
  if (!certificate && !ca && !tls.privateKey) return null;
  return { certificate, ca, ...(tls.privateKey ? { privateKey: tls.privateKey } : {}) };
};

/** When that secret of the type was set; null where there is none that may be kept. */
export const keptSecret = (draft, original, name) => {
  if (!original || original.auth.type !== draft.type || movesAway(draft, original)) return null;
  return original.auth[name]?.changedAt ?? null;
};

/** Whether the domain or token URL now names another origin than the one that the kept secrets are for. */
export const movesAway = (draft, original) => {
  const moved = (now, before) => originOf(now.trim()) !== originOf(before);
  if (!original) return false;
  return moved(draft.domain, original.domain) || moved(draft.auth.tokenUrl, original.auth.tokenUrl ?? draft.auth.tokenUrl.trim());
};

const originOf = (text) => (URL.canParse(text) ? new URL(text).origin : text);

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
  const stays = new Set(AUTH_FORMS[draft.type].fields.map(({ name }) => name));
  return AUTH_FORMS[before].fields
    .filter(({ name }) => !stays.has(name) && original.auth[name])
    .map(({ label }) => label);
};

/** A domain with the scheme that it lacks. */
export const completed = (domain) => {
  const text = domain.trim();
  return text === '' || /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
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
    auth: { ...authOf(draft), expiresAt: expiryOf(draft, original) },
    tls: tlsOf(draft),
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
