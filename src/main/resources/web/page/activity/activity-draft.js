import { headerLabel, headerNameFault } from '../parts/header-faults.js';
import { jsonFault } from '../parts/json-text.js';
import { words } from '../words.js';

/** The methods that there are; the last two have no body. */
export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const LONGEST = 300_000;
const { faults } = words.activity;

/** A server activity as the form holds it. */
export const blankActivity = () => ({
  connector: '',
  method: 'GET',
  path: '/',
  headers: [],
  bodyKind: 'json',
  body: '',
  timeout: '30000',
  wait: true,
});

/** Whether the method may have a body. */
export const hasBody = (method) => !['HEAD', 'OPTIONS'].includes(method);

/** A path with the slash that it lacks; the empty one is the domain itself. */
export const completed = (path) => {
  const text = path.trim();
  return text === '' || text.startsWith('/') ? text : `/${text}`;
};

/** The headers as an object of names and texts. */
export const headersOf = (draft) => Object.fromEntries(draft.headers.map((row) => [row.name.trim(), row.value.trim()]));

/** The body as JSON text; empty where there is none. */
export const bodyText = (draft) => {
  if (!hasBody(draft.method) || draft.body === '') return '';
  if (draft.bodyKind === 'text') return JSON.stringify(draft.body);
  return draft.body.trim();
};

/**
 * What the worker is sent, as JSON text: a JSON body stands in it as it was written.
 * @param {object} draft without faults
 */
export const requestText = (draft) => {
  const fields = {
    connector: draft.connector,
    method: draft.method,
    path: completed(draft.path),
    ...(draft.headers.length ? { headers: headersOf(draft) } : {}),
    timeout: Number(draft.timeout),
    waitForResult: draft.wait,
  };
  const text = JSON.stringify(fields);
  const body = bodyText(draft);
  return body ? `${text.slice(0, -1)},"body":${body}}` : text;
};

const headerFaults = (rows) =>
  rows.map((_, index) => [`header-${index}-name`, headerNameFault(rows, index)]).filter(([, fault]) => fault);

/**
 * What is wrong with the fields that every request has, by field id, in their order.
 * @param {object} draft
 * @param {{timeout: string, mayBeEmpty?: boolean}} told what to say of the timeout, and whether it may be left out
 */
export const requestFaults = (draft, { timeout, mayBeEmpty = false }) => {
  const found = [];
  if (!draft.connector) found.push(['connector', faults.connector]);
  found.push(...headerFaults(draft.headers));
  if (hasBody(draft.method) && draft.bodyKind === 'json' && draft.body.trim()) {
    const why = jsonFault(draft.body);
    if (why) found.push(['body', faults.json(why)]);
  }
  if (!isTimeout(draft.timeout) && !(mayBeEmpty && !draft.timeout.trim())) found.push(['timeout', timeout]);
  return found;
};

/** Whether a text is a time that a run may take. */
export const isTimeout = (text) => {
  const millis = Number(text);
  return text.trim() !== '' && Number.isInteger(millis) && millis >= 1 && millis <= LONGEST;
};

/** All that is wrong, by field id. The server looks again, and at more. */
export const activityFaults = (draft) => new Map(requestFaults(draft, { timeout: faults.timeout }));

/** What the summary calls a field. */
export const requestLabel = (id) => (id.startsWith('header-') ? headerLabel(id) : (words.activity[id] ?? id));

/** The id of the field that a pointer of the API's errors is about. */
export const requestField = (pointer, draft) => {
  const [, group, name] = pointer.match(/^\/([^/]+)(?:\/(.+))?$/) ?? [];
  if (group === 'headers') {
    const plain = name?.replaceAll('~1', '/').replaceAll('~0', '~').toLowerCase();
    const row = draft.headers.findIndex((header) => header.name.trim().toLowerCase() === plain);
    return row < 0 ? 'header-add' : `header-${row}-name`;
  }
  return group === 'waitForResult' ? 'wait' : group;
};
