import { AUTH_FORMS, authFault, authLabel } from './auth-forms.js';
import { isKept, keptSecret, keptTlsKey } from './connector-draft.js';
import { loginWords as login } from './words-logins.js';
import { headerLabel, headerNameFault } from '../parts/header-faults.js';
import { words } from '../words.js';

const { form } = words.apps;

/** The id of the field in the form that a pointer of the API's errors is about. */
export const fieldOf = (pointer, draft) => {
  const [, part, name] = pointer.match(/^\/(headers|secretHeaders)\/(.+)$/) ?? [];
  if (part) {
    const plain = name.replaceAll('~1', '/').replaceAll('~0', '~');
    const row = draft.headers.findIndex((header) => header.name.trim() === plain && header.secret === (part !== 'headers'));
    return row < 0 ? 'header-add' : `header-${row}-name`;
  }
  if (pointer === '/limits/maxResponseBytes') return 'limits-maxResponse';
  if (pointer === '/headers') return 'header-add';
  if (pointer === '/tls') return 'tls-ca';
  return pointer.slice(1).replaceAll('/', '-');
};

/**
 * What is wrong with one field, by its id; empty where it is right. The server looks again, and at more.
 * @param {string} id
 */
export const faultOf = (id, draft, original) => {
  const [group, field, part] = id.split('-');
  if (group === 'header') return headerFault(Number(field), part, draft, original);
  if (group === 'auth' && field !== 'expiresAt') return authFault(draft, field, Boolean(keptSecret(draft, original, field)));
  return CHECKS[id]?.(draft, original) ?? '';
};

const headerFault = (index, part, draft, original) => {
  const row = draft.headers[index];
  if (!row) return '';
  if (part === 'value') {
    return row.secret && !row.value && !isKept(row, draft, original) ? words.headers.noValue : '';
  }
  return headerNameFault(draft.headers, index);
};

const domainFault = ({ domain }) => {
  const text = domain.trim();
  if (!text) return form.faults.domain;
  if (!/^https?:\/\//i.test(text)) return form.faults.domainScheme;
  if (!URL.canParse(text)) return form.faults.domain;
  return /[?#]|^https?:\/\/[^/]*@/i.test(text) ? form.faults.domainRest : '';
};

const nameFault = ({ name }) => {
  const text = name.trim();
  if (!text || text.length > 128) return form.faults.name;
  return /[{}$"\\<>\p{Cc}]/u.test(text) ? form.faults.nameCharacters : '';
};

const between = (group, field, least, most, whole) => (draft) => {
  const text = draft[group][field].trim();
  const value = Number(text);
  if (text && value >= least && value <= most && (!whole || Number.isInteger(value))) return '';
  return whole ? form.faults.whole(least, most) : form.faults.range(least, most);
};

const rateFault = (draft) =>
  draft.limits.callsPerSecond.trim() ? between('limits', 'callsPerSecond', 1, 10_000, true)(draft) : '';

const firstDelayFault = (draft) =>
  between('delivery', 'firstDelay', 0.1, 86_400)(draft) ||
  (Number(draft.delivery.firstDelay) > Number(draft.delivery.maxDelay) ? form.faults.delays : '');

const pemFault = (name) => ({ tls }) => {
  const text = tls[name].trim();
  return text && !text.includes('-----BEGIN CERTIFICATE-----') ? login.faults.pem('CERTIFICATE') : '';
};

const certificateFault = (draft) =>
  pemFault('certificate')(draft) || (draft.tls.privateKey && !draft.tls.certificate.trim() ? login.faults.certificate : '');

const tlsKeyFault = (draft, original) => {
  const { certificate, privateKey } = draft.tls;
  if (privateKey) return privateKey.includes('PRIVATE KEY-----') ? '' : login.faults.pem('PRIVATE KEY');
  return certificate.trim() && !keptTlsKey(draft, original) ? login.faults.tlsKey : '';
};

const CHECKS = {
  name: nameFault,
  domain: domainFault,
  'tls-certificate': certificateFault,
  'tls-privateKey': tlsKeyFault,
  'tls-ca': pemFault('ca'),
  'limits-callsPerSecond': rateFault,
  'limits-maxConcurrent': between('limits', 'maxConcurrent', 1, 10_000, true),
  'limits-maxResponse': between('limits', 'maxResponse', 0.000001, 100),
  'delivery-maxAttempts': between('delivery', 'maxAttempts', 1, 1_000, true),
  'delivery-maxAge': between('delivery', 'maxAge', 0.0003, 720),
  'delivery-firstDelay': firstDelayFault,
  'delivery-maxDelay': between('delivery', 'maxDelay', 0.1, 86_400),
};

const LABELS = {
  name: form.name,
  domain: form.domain,
  'auth-type': form.auth,
  'auth-expiresAt': login.expires,
  'tls-certificate': login.certificate,
  'tls-privateKey': login.privateKey,
  'tls-ca': login.ca,
  'limits-callsPerSecond': form.callsPerSecond,
  'limits-maxConcurrent': form.maxConcurrent,
  'limits-maxResponse': form.maxResponse,
  'delivery-maxAttempts': form.maxAttempts,
  'delivery-maxAge': form.maxAge,
  'delivery-firstDelay': form.firstDelay,
  'delivery-maxDelay': form.maxDelay,
  'delivery-repeat': form.repeat,
};

/**
 * What the summary calls a field.
 * @param {string} id
 * @param {string} type the auth type that it is shown for
 */
export const labelOf = (id, type) => {
  if (id.startsWith('header-')) return headerLabel(id);
  return LABELS[id] ?? (id.startsWith('auth-') ? authLabel(id.slice('auth-'.length), type) : id);
};

/** All that is wrong, by field id, in the order of the form. */
export const allFaults = (draft, original) => {
  const order = Object.keys(CHECKS);
  const auth = AUTH_FORMS[draft.type].fields.map(({ name }) => `auth-${name}`);
  const rows = draft.headers.flatMap((row, index) => [`header-${index}-name`, `header-${index}-value`]);
  order.splice(order.indexOf('tls-certificate'), 0, ...auth, ...rows);
  return new Map(order.map((id) => [id, faultOf(id, draft, original)]).filter(([, fault]) => fault));
};
