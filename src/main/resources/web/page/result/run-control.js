import { call, Problem } from '../api.js';

/** What the server needs on top of an activity's own time, in milliseconds. */
const SLACK = 10_000;

/** Runs something, or has it explained, for an element that shows what comes of it: one at a time, until the element is gone. */
export class RunControl {
  /** Which button was pressed, while that is under way. */
  busy = '';
  /** What came of it, as `run-result` shows it; null where there is nothing. */
  result = null;
  #stop = null;

  /** @param {import('../parts/element.js').PageElement} host drawn anew with each change; its `run-result` is brought into sight */
  constructor(host) {
    this.host = host;
    host.addController(this);
  }

  hostDisconnected() {
    this.stop();
  }

  stop() {
    this.#stop?.abort();
  }

  /**
   * @param {{what: string, text: string, time: number, connector: string, done?: () => void, blame: (problem: Problem) => void}}
   *   options what was pressed, `run` or `explain`; the request as JSON text; how long a run may take, in milliseconds, 0 where
   *   it is not waited for; whom it calls; told that it ran; told what was wrong with its fields
   */
  async send({ what, text, time, connector, done, blame }) {
    const runs = what === 'run';
    this.#show({ busy: what, result: { kind: 'running' } });
    this.#stop = new AbortController();
    try {
      const answer = await call('POST', runs ? '/worker/runs' : '/worker/explain', {
        text,
        patience: (runs ? time : 0) + SLACK,
        signal: this.#stop.signal,
      });
      this.#show({ result: { kind: runs ? (answer.status === 202 ? 'queued' : 'answered') : 'explained', answer, connector } });
      if (runs) done?.();
      else this.#tellFields(answer.data.problem, blame);
    } catch (problem) {
      this.#failed(problem, blame);
    }
    this.#stop = null;
    this.#show({ busy: '' });
    this.#bringIntoSight();
  }

  /** What a run would be refused for is shown as its result, and where it is to be mended. */
  #tellFields(problem, blame) {
    if (problem?.errors?.some(({ field }) => field)) blame(new Problem(problem));
  }

  #failed(problem, blame) {
    if (!(problem instanceof Problem)) {
      this.#show({ result: { kind: 'stopped' } });
    } else if (problem.errors.some(({ field }) => field) && !problem.runId) {
      this.#show({ result: null });
      blame(problem);
    } else {
      this.#show({ result: { kind: 'problem', problem } });
    }
  }

  #show(values) {
    Object.assign(this, values);
    this.host.requestUpdate();
  }

  /** Where there is no room beside the form, the result stands below it, and perhaps out of sight. */
  async #bringIntoSight() {
    await this.host.updateComplete;
    const shown = this.host.querySelector('run-result');
    if (this.result && shown && shown.getBoundingClientRect().top > innerHeight * 0.7) shown.scrollIntoView();
  }
}
