import { html, nothing } from 'lit';
import { all } from '../api.js';
import { activityHead } from './activity-head.js';
import { PageElement } from '../parts/element.js';
import { problemNotice } from '../parts/parts.js';
import { RunControl } from '../result/run-control.js';
import { words } from '../words.js';
import './activity-form.js';
import '../result/run-result.js';

const text = words.activity;

/** Runs what the form holds, or has it explained, and shows what came of it beside the form. */
class RunOnce extends PageElement {
  static properties = { apps: { state: true }, appsProblem: { state: true } };

  #runs = new RunControl(this);

  constructor() {
    super();
    Object.assign(this, { apps: null, appsProblem: null });
  }

  connectedCallback() {
    super.connectedCallback();
    this.#loadApps();
  }

  async #loadApps() {
    this.appsProblem = null;
    try {
      this.apps = (await all('/api/connectors')).sort((a, b) => a.name.localeCompare(b.name));
    } catch (problem) {
      this.appsProblem = problem;
    }
  }

  #send({ target: form, detail: { what, draft, text: request, served } }) {
    this.#runs.send({
      what,
      text: request,
      time: draft.wait ? Number(draft.timeout) : 0,
      connector: draft.connector,
      done: served,
      blame: (problem) => form.blame(problem),
    });
  }

  /** Whom the result comes from: the list of connectors may arrive later than it. */
  #host() {
    const { connector } = this.#runs.result ?? {};
    const { domain } = this.apps?.find((app) => app.name === connector) ?? {};
    return domain && URL.canParse(domain) ? new URL(domain).host : connector;
  }

  render() {
    return html`<div class="view">
      ${activityHead({ current: 'once' })}
      <div class="activity">
        <div class="card-box">
          ${this.appsProblem ? problemNotice(this.appsProblem, () => this.#loadApps(), text.appsFailed) : nothing}
          <activity-form
            .apps=${this.apps}
            .busy=${this.#runs.busy}
            @send=${this.#send}
            @stop=${() => this.#runs.stop()}
          ></activity-form>
        </div>
        <run-result class="card-box" .result=${this.#runs.result} .host=${this.#host()}></run-result>
      </div>
    </div>`;
  }
}
customElements.define('run-once', RunOnce);
