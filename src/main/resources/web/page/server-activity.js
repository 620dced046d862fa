import { html, nothing } from 'lit';
import { all, call, Problem } from './api.js';
import { PageElement } from './element.js';
import { problemNotice } from './parts.js';
import { words } from './words.js';
import './activity-form.js';
import './run-result.js';

const text = words.activity;
/** What the server needs on top of an activity's own time. */
const SLACK = 10_000;

/** Runs what the form holds, or has it explained, and shows what came of it beside the form. */
class ServerActivity extends PageElement {
  static properties = {
    apps: { state: true },
    appsProblem: { state: true },
    busy: { state: true },
    result: { state: true },
  };

  #stop = null;

  constructor() {
    super();
    Object.assign(this, { apps: null, appsProblem: null, busy: '', result: null });
  }

  connectedCallback() {
    super.connectedCallback();
    this.#loadApps();
  }

  disconnectedCallback() {
    this.#stop?.abort();
    super.disconnectedCallback();
  }

  async #loadApps() {
    this.appsProblem = null;
    try {
      this.apps = (await all('/api/connectors')).sort((a, b) => a.name.localeCompare(b.name));
    } catch (problem) {
      this.appsProblem = problem;
    }
  }

  async #send({ target: form, detail: { what, draft, text, served } }) {
    const runs = what === 'run';
    this.busy = what;
    this.result = { kind: 'running' };
    this.#stop = new AbortController();
    const patience = (runs && draft.wait ? Number(draft.timeout) : 0) + SLACK;
    try {
      const path = runs ? '/worker/runs' : '/worker/explain';
      const answer = await call('POST', path, { text, patience, signal: this.#stop.signal });
      this.result = { kind: runs ? (answer.status === 202 ? 'queued' : 'answered') : 'explained', answer, connector: draft.connector };
      if (runs) served();
    } catch (problem) {
      this.#failed(problem, form);
    }
    this.busy = '';
    this.#stop = null;
    this.#showResult();
  }

  #failed(problem, form) {
    if (!(problem instanceof Problem)) {
      this.result = { kind: 'stopped' };
    } else if (problem.errors.some(({ field }) => field) && !problem.runId) {
      this.result = null;
      form.blame(problem);
    } else {
      this.result = { kind: 'problem', problem };
    }
  }

  /** Where there is no room beside the form, the result stands below it, and perhaps out of sight. */
  async #showResult() {
    await this.updateComplete;
    const result = this.querySelector('run-result');
    if (this.result && result && result.getBoundingClientRect().top > innerHeight * 0.7) result.scrollIntoView();
  }

  /** Whom the result comes from: the list of connectors may arrive later than it. */
  #host() {
    const { connector } = this.result ?? {};
    const { domain } = this.apps?.find((app) => app.name === connector) ?? {};
    return domain && URL.canParse(domain) ? new URL(domain).host : connector;
  }

  render() {
    return html`<div class="view">
      <header class="view-head">
        <div>
          <h1 tabindex="-1">${text.title}</h1>
          <p class="muted">${text.lead}</p>
        </div>
      </header>
      <div class="activity">
        <div class="card-box">
          ${this.appsProblem ? problemNotice(this.appsProblem, () => this.#loadApps(), text.appsFailed) : nothing}
          <activity-form
            .apps=${this.apps}
            .busy=${this.busy}
            @send=${this.#send}
            @stop=${() => this.#stop?.abort()}
          ></activity-form>
        </div>
        <run-result class="card-box" .result=${this.result} .host=${this.#host()}></run-result>
      </div>
    </div>`;
  }
}
customElements.define('server-activity', ServerActivity);
