import { call } from '../api.js';

/** Milliseconds between two looks at the newest runs. */
const EVERY = 2_000;
const SLOW_AFTER = 200;
const NEWEST = 50;
const FURTHER = 200;

let pointer = '';
for (const kind of ['pointermove', 'pointerdown']) addEventListener(kind, (event) => (pointer = event.pointerType), true);

/**
 * Whether the reader points at something of a list, or has the focus in it. A finger that has left seems to point on: it counts not.
 * @param {Element | null} list
 */
export const isUnderHands = (list) =>
  !!list && (list.contains(document.activeElement) || (pointer === 'mouse' && list.querySelector('tbody')?.matches(':hover') === true));

/**
 * The newest runs, kept up to date, and further pages of older ones as they are asked for. A tab that is not seen asks nothing; it
 * asks once when it is seen again.
 */
export class RunsFeed {
  /** Those to be shown, newest first; null until they are read. */
  runs = null;
  /** Why the newest could not be read; it is tried again all the same. */
  problem = null;
  slow = false;
  paused = false;
  /** How many new ones wait to be shown. */
  unseen = 0;
  unseenMore = false;
  /** Where older ones begin; null where there are none. */
  next = null;
  readingMore = false;
  moreProblem = null;
  #newest = null;
  #query = null;
  #timer = null;
  #current = null;
  #asking = false;

  /**
   * @param {import('../parts/element.js').PageElement} host drawn anew with each change
   * @param {{held: () => boolean, newest?: number}} options whether what is shown must stay in its place; how many are the newest
   */
  constructor(host, { held, newest = NEWEST }) {
    Object.assign(this, { host, held, newest });
    host.addController(this);
  }

  hostConnected() {
    document.addEventListener('visibilitychange', this.#wake);
    addEventListener('online', this.#wake);
    if (this.#query) this.#schedule();
  }

  hostDisconnected() {
    document.removeEventListener('visibilitychange', this.#wake);
    removeEventListener('online', this.#wake);
    clearTimeout(this.#timer);
  }

  /** @param {() => URLSearchParams} query which runs, asked for anew each time: “the last hour” goes on */
  start(query) {
    this.#query = query;
    this.#current = {};
    this.#asking = false;
    Object.assign(this, { runs: null, problem: null, slow: false, unseen: 0, next: null, moreProblem: null, readingMore: false });
    const current = this.#current;
    setTimeout(() => {
      if (current !== this.#current || !this.#asking) return;
      this.slow = true;
      this.host.requestUpdate();
    }, SLOW_AFTER);
    this.look();
  }

  /** Looks no more, and forgets nothing. */
  rest() {
    clearTimeout(this.#timer);
    this.#query = null;
    this.#current = {};
    this.#asking = false;
  }

  /** Goes on after {@link rest} with what was shown. */
  resume(query) {
    this.#query = query;
    this.look();
  }

  /** Asks for the newest now. */
  async look() {
    if (this.#asking) return;
    clearTimeout(this.#timer);
    const current = this.#current;
    this.#asking = true;
    let taken = null;
    let problem = null;
    try {
      taken = (await call('GET', this.#address(this.newest))).data;
    } catch (failure) {
      problem = failure;
    }
    if (current !== this.#current) return;
    this.#asking = false;
    Object.assign(this, { problem, slow: false });
    if (taken) this.#take(taken);
    this.host.requestUpdate();
    this.#schedule();
  }

  #schedule() {
    clearTimeout(this.#timer);
    // What the server refuses now it refuses again.
    const refused = this.problem && this.problem.status >= 400 && this.problem.status < 500;
    if (!this.#query || !this.host.isConnected || document.hidden || refused) return;
    this.#timer = setTimeout(() => this.look(), EVERY);
  }

  #wake = () => {
    if (document.hidden) clearTimeout(this.#timer);
    else if (this.#query) this.look();
  };

  #address(limit, after = '') {
    const query = this.#query();
    query.set('limit', limit);
    if (after) query.set('after', after);
    return `/worker/runs?${query}`;
  }

  /** What must stay in its place is changed where it is, and what is new waits. */
  #take(newest) {
    this.#newest = newest;
    if (!this.runs?.length || !this.held()) {
      this.show();
      return;
    }
    const now = new Map(newest.items.map((run) => [run.id, run]));
    const last = this.runs.at(-1).id;
    const shown = new Set(this.runs.map(({ id }) => id));
    const unseen = newest.items.filter(({ id }) => !shown.has(id) && id > last).length;
    this.runs = this.runs.map((run) => now.get(run.id) ?? run);
    this.unseen = unseen;
    this.unseenMore = unseen === newest.items.length && newest.next !== null;
  }

  /** Shows the newest, and none but them. */
  show() {
    Object.assign(this, { runs: this.#newest.items, next: this.#newest.next, unseen: 0, moreProblem: null });
    this.host.requestUpdate();
  }

  /** Reads one more page of older ones. */
  async more() {
    if (this.readingMore || !this.next || !this.#query) return;
    const { next } = this;
    const current = this.#current;
    Object.assign(this, { readingMore: true, moreProblem: null });
    this.host.requestUpdate();
    try {
      const { data } = await call('GET', this.#address(FURTHER, next));
      if (current === this.#current && next === this.next) {
        const shown = new Set(this.runs.map(({ id }) => id));
        this.runs = [...this.runs, ...data.items.filter(({ id }) => !shown.has(id))];
        this.next = data.next;
      }
    } catch (problem) {
      if (current === this.#current) this.moreProblem = problem;
    }
    if (current !== this.#current) return;
    this.readingMore = false;
    this.host.requestUpdate();
  }

  setPaused(paused) {
    this.paused = paused;
    if (!paused && this.#newest) this.show();
    this.host.requestUpdate();
  }
}
