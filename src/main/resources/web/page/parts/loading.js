/** Milliseconds after which what takes longer is said to be under way. */
const SLOW_AFTER = 200;

/** What an element shows of the server: its data, or why there is none, and whether it is slow to come. The last request counts. */
export class Loading {
  data = null;
  problem = null;
  slow = false;
  #number = 0;

  /**
   * @param {import('./element.js').PageElement} host drawn anew with each change
   * @param {() => Promise<any>} load asks the server
   */
  constructor(host, load) {
    this.host = host;
    this.load = load;
  }

  /** @param {{quiet?: boolean}} how quiet: what is shown, also a problem, stays until the answer is there */
  async start({ quiet = false } = {}) {
    const number = ++this.#number;
    const isLast = () => number === this.#number;
    this.#set({ slow: false, ...(quiet ? {} : { data: null, problem: null }) });
    const slow = setTimeout(() => isLast() && this.#set({ slow: true }), SLOW_AFTER);
    try {
      const data = await this.load();
      if (isLast()) this.#set({ data, problem: null });
    } catch (problem) {
      if (isLast()) this.#set({ problem });
    }
    clearTimeout(slow);
    if (isLast()) this.#set({ slow: false });
  }

  #set(values) {
    Object.assign(this, values);
    this.host.requestUpdate();
  }
}
