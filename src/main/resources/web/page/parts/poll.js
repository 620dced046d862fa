/**
 * Asks again and again while somebody looks: a tab that is hidden asks nothing, and once when it is seen again and an answer is
 * due, and so does one whose network comes back. What was asked and not answered yet is not asked a second time.
 */
export class Poll {
  #timer = null;
  #asked = 0;
  #pending = 0;
  #running = false;
  #paused = false;
  #seen = () => this.#plan();
  #reached = () => {
    this.#asked = 0;
    this.#plan();
  };

  /**
   * @param {number} every milliseconds from an answer to the next question
   * @param {() => Promise<void>} ask does not fail
   */
  constructor(every, ask) {
    this.every = every;
    this.ask = ask;
  }

  start() {
    this.#running = true;
    document.addEventListener('visibilitychange', this.#seen);
    addEventListener('online', this.#reached);
    this.now();
  }

  end() {
    this.#running = false;
    clearTimeout(this.#timer);
    document.removeEventListener('visibilitychange', this.#seen);
    removeEventListener('online', this.#reached);
  }

  /** Whether it asks only when it is told to. */
  get paused() {
    return this.#paused;
  }

  set paused(paused) {
    this.#paused = paused;
    this.#plan();
  }

  /** Asks at once, whatever it waits for. */
  async now() {
    clearTimeout(this.#timer);
    this.#pending++;
    await this.ask();
    this.#pending--;
    this.#asked = Date.now();
    this.#plan();
  }

  #plan() {
    clearTimeout(this.#timer);
    if (!this.#running || this.#paused || this.#pending || document.hidden) return;
    this.#timer = setTimeout(() => this.now(), Math.max(0, this.#asked + this.every - Date.now()));
  }
}
