/**
 * What was no answer, as RFC 9457 has it. `sent`: whether the target may have acted; `retryAfter`: in seconds. The type
 * is 'network' if nothing answered, 'about:blank' if another server did.
 */
export class Problem extends Error {
  constructor({ type = 'about:blank', title, status, detail, runId, errors = [], sent }, retryAfter) {
    super(detail ?? title);
    Object.assign(this, { name: 'Problem', type, title, status, detail, runId, errors, sent, retryAfter });
  }
}

/** Runs server activities for a page. Nothing is sent again, but after a 401, which did nothing. */
export class AppConnector {
  #refresh;
  #runs;
  #token;
  #renewAt;
  #asking;

  /**
   * @param {{refresh: () => Promise<string | {token: string, expiresAt: string}>, url?: string}} options
   *   `refresh` asks the page's own server for a token; `url` is AppConnector's, if this file is a copy
   */
  constructor({ refresh, url = import.meta.url }) {
    this.#refresh = refresh;
    this.#runs = new URL('worker/runs', url);
  }

  /**
   * Gives the envelope, or `id` and `state` if not waited for. Also `run({ connector, … }, options)`.
   * @param {string | object} activity
   * @param {object} [parameters]
   * @param {{timeout?: number, waitForResult?: boolean, idempotencyKey?: string, signal?: AbortSignal}} [options]
   */
  async run(activity, parameters, options) {
    const saved = typeof activity === 'string' && { activity, parameters };
    const { idempotencyKey, signal, ...more } = (saved ? options : parameters) ?? {};
    const body = JSON.stringify({ ...more, ...(saved || activity) });
    const headers = idempotencyKey && { 'Idempotency-Key': idempotencyKey };
    return unlessAborted(signal, this.#call('', { method: 'POST', headers, body, signal }));
  }

  /**
   * Gives a run once it has ended; with `wait: false` at once.
   * @param {string} id
   * @param {{wait?: boolean, signal?: AbortSignal}} [options]
   */
  async result(id, { wait = true, signal } = {}) {
    for (let pause = 200; ; pause = Math.min(2 * pause, 5_000)) {
      const run = await unlessAborted(signal, this.#call(`/${encodeURIComponent(id)}`, { signal }));
      if (run.endedAt || !wait) return run;
      await unlessAborted(signal, new Promise((resolve) => setTimeout(resolve, pause)));
    }
  }

  async #call(path, request, again = true) {
    const token = await this.#current();
    const headers = { ...request.headers, 'Content-Type': 'application/json', Authorization: `Bearer ${token}` };
    const made = new Request(this.#runs + path, { ...request, headers, redirect: 'error' });
    const reply = await fetch(made).catch(() => null);
    const told = await reply?.json().catch(() => null);
    if (reply?.ok && told?.id) return told;
    if (reply?.status === 401) {
      if (this.#token === token) this.#renewAt = 0;
      if (again) return this.#call(path, request, false);
    }
    const untold = {
      type: reply ? undefined : 'network',
      title: 'No answer',
      status: reply?.status,
      detail: 'See to the network and appconnector.cors.origins.',
      sent: request.body && 'maybe',
    };
    throw new Problem(told?.title ? told : untold, Number(reply?.headers.get('Retry-After')) || undefined);
  }

  async #current() {
    if (Date.now() < this.#renewAt) return this.#token;
    return (this.#asking ??= this.#ask().finally(() => (this.#asking = null)));
  }

  async #ask() {
    const made = await this.#refresh();
    const token = made?.token ?? made;
    if (typeof token !== 'string') throw new TypeError('refresh gave no token');
    this.#renewAt = Date.parse(made.expiresAt) - 10_000 || Infinity;
    return (this.#token = token);
  }
}

/** An abort comes before whatever it caused. */
const unlessAborted = (signal, promise) =>
  new Promise((resolve, reject) => {
    const fail = (failure) => reject(signal?.aborted ? signal.reason : failure);
    if (signal?.aborted) fail();
    signal?.addEventListener('abort', fail);
    promise.then(resolve, fail).finally(() => signal?.removeEventListener('abort', fail));
  });
