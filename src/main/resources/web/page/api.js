import { elementTexts, memberText } from './parts/json-text.js';
import { words } from './words.js';

const PATIENCE = 20_000;
const CHANGES = ['POST', 'PUT', 'DELETE'];

let csrfToken = null;
let signInAgain = () => Promise.reject();
let renewCsrfToken = async () => null;

/** What the server refused, or why it could not be asked; its texts are for the reader. */
export class Problem extends Error {
  /** @param {{title: string, detail: string, status?: number, type?: string, errors?: object[], runId?: string}} document */
  constructor(document) {
    super(document.title);
    this.name = 'Problem';
    this.title = document.title;
    this.detail = document.detail ?? '';
    this.status = document.status ?? 0;
    this.type = document.type ?? '';
    this.errors = document.errors ?? [];
    this.runId = document.runId ?? null;
    this.sent = document.sent ?? null;
    this.timings = document.timings ?? null;
  }

  /** @param {string} name as the contract calls it */
  is(name) {
    return this.type === `urn:appconnector:problem:${name}`;
  }
}

/** @param {string | null} token that changes by the session must carry */
export const setCsrfToken = (token) => {
  csrfToken = token;
};

/** @param {() => Promise<void>} ask has the reader sign in again, and ends when that is done */
export const onUnauthenticated = (ask) => {
  signInAgain = ask;
};

/** @param {() => Promise<string | null>} renew asks for the token of the session that the browser has now */
export const onCsrfRefused = (renew) => {
  renewCsrfToken = renew;
};

/**
 * Calls the API.
 * @param {string} method
 * @param {string} path
 * @param {object} options `body` is written as JSON, `text` is JSON already, or of another `type`; `etag` of what is changed; `key` in place of
 *   the session; `signIn` false: a session that ended is an error; `patience` in milliseconds; `signal` breaks it off
 * @returns {Promise<{status: number, data: any, text: string, etag: string | null}>}
 * @throws {Problem} also where no answer came; an abort by the signal is an AbortError
 */
export const call = async (method, path, options = {}) => {
  const answer = await send(method, path, options);
  if (answer.status === 401 && options.signIn !== false) {
    try {
      await signInAgain();
    } catch {
      throw await problemOf(answer);
    }
    // What was refused so was not carried out: it may be sent again.
    return read(await send(method, path, options), options.signal);
  }
  if (answer.status === 403 && csrfToken && CHANGES.includes(method)) {
    // Signing in in another tab begins another session, with another token.
    const before = csrfToken;
    const renewed = await renewCsrfToken();
    if (renewed && renewed !== before) return read(await send(method, path, options), options.signal);
  }
  return read(answer, options.signal);
};

const send = async (method, path, { body, text, type = 'application/json', etag, key, patience = PATIENCE, signal }) => {
  const headers = { Accept: 'application/json' };
  const content = text ?? (body === undefined ? undefined : JSON.stringify(body));
  if (content !== undefined) headers['Content-Type'] = type;
  if (etag) headers['If-Match'] = etag;
  if (key) headers.Authorization = `Bearer ${key}`;
  else if (csrfToken && CHANGES.includes(method)) headers['X-CSRF-Token'] = csrfToken;
  const limit = AbortSignal.timeout(patience);
  try {
    return await fetch(path, {
      method,
      headers,
      body: content,
      credentials: 'same-origin',
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
  } catch (failure) {
    throw reasonOf(failure, signal);
  }
};

const read = async (answer, signal) => {
  if (!answer.ok) throw await problemOf(answer);
  const text = await answer.text().catch((failure) => {
    throw reasonOf(failure, signal);
  });
  const isFile = answer.headers.get('Content-Type') === 'application/yaml';
  try {
    return { status: answer.status, text, data: text && !isFile ? JSON.parse(text) : null, etag: answer.headers.get('ETag') };
  } catch {
    // Something between here and the server answered in its place.
    throw unreadable(answer);
  }
};

const unreadable = ({ status }) => new Problem({ ...words.problems.unreadable(status), status });

const problemOf = async (answer) => {
  try {
    return new Problem(await answer.json());
  } catch {
    return unreadable(answer);
  }
};

const reasonOf = (failure, signal) => {
  if (signal?.aborted) return failure;
  return new Problem(failure.name === 'TimeoutError' ? words.problems.slow : words.problems.unreachable);
};

const pages = async (path, itemsOf) => {
  const items = [];
  let after = null;
  do {
    const query = `limit=200${after ? `&after=${encodeURIComponent(after)}` : ''}`;
    const answer = await call('GET', `${path}${path.includes('?') ? '&' : '?'}${query}`);
    items.push(...itemsOf(answer));
    after = answer.data.next;
  } while (after);
  return items;
};

/**
 * All pages of a list.
 * @param {string} path with its query, without `limit` and `after`
 */
export const all = (path) => pages(path, ({ data }) => data.items);

/** The same, each item as JSON text: numbers keep every digit. */
export const allTexts = (path) => pages(path, ({ text }) => elementTexts(memberText(text, 'items')));
