import { headerLabel, headerNameFault } from './header-faults.js';
import { jsonFault } from './json-text.js';
import { words } from './words.js';

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

const headersOf = (draft) => Object.fromEntries(draft.headers.map((row) => [row.name.trim(), row.value.trim()]));

/** The body as JSON text; empty where there is none. */
const bodyText = (draft) => {
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

/** All that is wrong, by field id. The server looks again, and at more. */
export const activityFaults = (draft) => {
  const found = [];
  if (!draft.connector) found.push(['connector', faults.connector]);
  found.push(...headerFaults(draft.headers));
  if (hasBody(draft.method) && draft.bodyKind === 'json' && draft.body.trim()) {
    const why = jsonFault(draft.body);
    if (why) found.push(['body', faults.json(why)]);
  }
  const timeout = Number(draft.timeout);
  if (!draft.timeout.trim() || !Number.isInteger(timeout) || timeout < 1 || timeout > LONGEST) {
    found.push(['timeout', faults.timeout]);
  }
  return new Map(found);
};

/** What the summary calls a field. */
export const activityLabel = (id) => (id.startsWith('header-') ? headerLabel(id) : (words.activity[id] ?? id));

/** The id of the field that a pointer of the API's errors is about. */
export const activityField = (pointer, draft) => {
  const [, group, name] = pointer.match(/^\/([^/]+)(?:\/(.+))?$/) ?? [];
  if (group === 'headers') {
    const plain = name?.replaceAll('~1', '/').replaceAll('~0', '~').toLowerCase();
    const row = draft.headers.findIndex((header) => header.name.trim().toLowerCase() === plain);
    return row < 0 ? 'header-add' : `header-${row}-name`;
  }
  return group === 'waitForResult' ? 'wait' : group;
};
