import { call } from '../api.js';

const FOLLOW_EVERY = 1_000;
const FIND_EVERY = 500;
/** A waiting run is recorded soon after its end, not at once; milliseconds. */
export const FIND_FOR = 4_000;

/** Looks a run up until there is what was waited for. One run at a time. */
export class RunWatch {
  #timer = null;
  #current = null;

  /** The last answer as it was written. */
  text = '';

  /**
   * @param {(run: object) => void} found told each time that something was read
   * @param {(problem: Error) => void} failed told when it gives up
   */
  constructor(found, failed) {
    this.found = found;
    this.failed = failed;
  }

  /**
   * Until the run has ended.
   * @param {string} id
   * @param {number} patience for how long there may be no such run, in milliseconds
   */
  follow(id, patience = Infinity) {
    this.#look(id, FOLLOW_EVERY, Date.now() + patience, (run) => run.endedAt);
  }

  /** Until the run is recorded. */
  find(id) {
    this.#look(id, FIND_EVERY, Date.now() + FIND_FOR, (run) => run.attempts.length);
  }

  end() {
    clearTimeout(this.#timer);
    this.#current = null;
  }

  #look(id, every, until, enough) {
    this.end();
    const current = (this.#current = {});
    const once = async () => {
      if (current !== this.#current) return;
      if (document.hidden) {
        // Nobody sees it: it is looked up when somebody does.
        document.addEventListener('visibilitychange', once, { once: true });
        return;
      }
      try {
        const { data, text } = await call('GET', `/worker/runs/${id}`);
        if (current !== this.#current) return;
        this.text = text;
        this.found(data);
        if (enough(data)) return;
      } catch (problem) {
        if (current !== this.#current) return;
        if (problem.status !== 404 || Date.now() > until) {
          this.failed(problem);
          return;
        }
      }
      this.#timer = setTimeout(once, every);
    };
    once();
  }
}
