import { html, nothing } from 'lit';
import { activityFaults, activityField, activityLabel, blankActivity, completed, requestText } from './activity-draft.js';
import { activityFields } from './activity-fields.js';
import { all, call, Problem } from './api.js';
import { parseCurl, placeOf } from './curl-command.js';
import { PageElement } from './element.js';
import { icon } from './icon.js';
import { actionButton, errorSummary, problemNotice } from './parts.js';
import { onChange, place, setQuery } from './router.js';
import { caller, onSession } from './session.js';
import { words } from './words.js';
import './copy-menu.js';
import './run-result.js';

const text = words.activity;
/** What the server needs on top of an activity's own time. */
const SLACK = 10_000;

/** What was typed when the view was left, for whoever comes back to it. In memory alone, and gone when they sign out. */
let left = null;
onSession(() => {
  if (!caller()) left = null;
});

/** The form of one activity, which is run ad hoc, and what came of it. The connector stands in the address. */
class ServerActivity extends PageElement {
  static properties = {
    apps: { state: true },
    appsProblem: { state: true },
    draft: { state: true },
    faults: { state: true },
    problem: { state: true },
    pasted: { state: true },
    busy: { state: true },
    result: { state: true },
  };

  #end = null;
  #stop = null;

  constructor() {
    super();
    Object.assign(this, { apps: null, appsProblem: null, faults: new Map(), problem: null, pasted: null, busy: '', result: null });
    const connector = place().query.get('connector') ?? left?.connector ?? '';
    this.draft = { ...(left ?? blankActivity()), connector };
  }

  connectedCallback() {
    super.connectedCallback();
    this.#end = onChange(() => {
      const connector = place().query.get('connector');
      if (place().view === 'activity' && connector) this.#set({ connector });
    });
    this.#loadApps();
  }

  disconnectedCallback() {
    this.#end();
    this.#stop?.abort();
    left = caller() ? this.draft : null;
    super.disconnectedCallback();
  }

  async #loadApps() {
    this.appsProblem = null;
    try {
      this.apps = (await all('/api/connectors')).sort((a, b) => a.name.localeCompare(b.name));
      const named = this.apps.some((app) => app.name === this.draft.connector);
      if (!named && this.draft.connector) this.#miss(this.draft.connector);
      if (this.apps.length === 1 && !this.draft.connector) this.#choose(this.apps[0].name);
    } catch (problem) {
      this.appsProblem = problem;
    }
  }

  #choose(connector) {
    this.#set({ connector });
    setQuery({ connector });
    this.#forget('connector');
  }

  /** A link may name what was revoked since, or what the caller may not use. */
  #miss(connector) {
    this.#choose('');
    this.faults = new Map(this.faults).set('connector', text.faults.noSuch(connector));
  }

  #forget(group) {
    this.faults = new Map([...this.faults].filter(([id]) => !id.startsWith(group)));
  }

  /** A row's faults go by its place, which others have when one is gone. */
  #setFields(values) {
    if (values.headers && values.headers.length !== this.draft.headers.length) this.#forget('header-');
    this.#set(values);
  }

  #set(values) {
    this.draft = { ...this.draft, ...values };
  }

  #leave(id) {
    if (id === 'path') this.#set({ path: completed(this.draft.path) });
    const now = activityFaults(this.draft).get(id);
    const faults = new Map(this.faults);
    if (now) faults.set(id, now);
    else faults.delete(id);
    this.faults = faults;
  }

  /** Judges the whole form; says what is wrong, and whether it is right. */
  #isRight() {
    this.#set({ path: completed(this.draft.path) });
    this.problem = null;
    this.tried = true;
    this.faults = activityFaults(this.draft);
    if (this.faults.size) this.focusOn('.summary');
    return !this.faults.size;
  }

  /** Sends what stands in the form, to be run or to be explained. */
  async #send(what) {
    if (this.busy || !this.#isRight()) return;
    const { connector } = this.draft;
    this.busy = what;
    this.result = { kind: 'running' };
    this.#stop = new AbortController();
    const patience = (what === 'run' && this.draft.wait ? Number(this.draft.timeout) : 0) + SLACK;
    try {
      const path = what === 'run' ? '/worker/runs' : '/worker/explain';
      const answer = await call('POST', path, { text: requestText(this.draft), patience, signal: this.#stop.signal });
      this.result = { kind: what === 'explain' ? 'explained' : answer.status === 202 ? 'queued' : 'answered', answer, connector };
    } catch (problem) {
      this.#failed(problem);
    }
    this.busy = '';
    this.#stop = null;
    this.#showResult();
  }

  /** Where there is no room beside the form, the result stands below it, and perhaps out of sight. */
  async #showResult() {
    await this.updateComplete;
    const result = this.querySelector('run-result');
    if (this.result && result && result.getBoundingClientRect().top > innerHeight * 0.7) result.scrollIntoView();
  }

  #failed(problem) {
    if (!(problem instanceof Problem)) {
      this.result = { kind: 'stopped' };
      return;
    }
    const known = problem.errors.filter(({ field }) => field);
    if (known.length && !problem.runId) {
      this.faults = new Map(known.map(({ field, message }) => [activityField(field, this.draft), message]));
      this.problem = problem;
      this.result = null;
      this.focusOn('.summary');
    } else {
      this.result = { kind: 'problem', problem };
    }
  }

  /** Whom the result comes from: the list of connectors may arrive later than it. */
  #host() {
    const { connector } = this.result ?? {};
    const { domain } = this.apps?.find((app) => app.name === connector) ?? {};
    return domain && URL.canParse(domain) ? new URL(domain).host : connector;
  }

  /** A cURL command that is pasted anywhere fills the form. */
  #paste(event) {
    const pasted = event.clipboardData?.getData('text/plain') ?? '';
    if (!/^\s*curl\s/.test(pasted)) return;
    const command = parseCurl(pasted);
    if (!command) return;
    event.preventDefault();
    const { connector, path } = placeOf(command.url, this.apps ?? []);
    const before = this.draft;
    this.#choose(connector);
    this.#set({
      method: command.method,
      path,
      headers: command.headers.map(([name, value]) => ({ name, value, secret: false, kept: null })),
      body: command.body,
      bodyKind: this.#kindOf(command.body),
    });
    this.faults = new Map();
    this.pasted = { dropped: command.dropped, host: connector ? '' : command.url.host, before };
  }

  #undoPaste() {
    this.#choose(this.pasted.before.connector);
    this.draft = this.pasted.before;
    this.pasted = null;
    this.focusOn('#path');
  }

  #kindOf(body) {
    try {
      JSON.parse(body || 'null');
      return 'json';
    } catch {
      return 'text';
    }
  }

  #keys(event) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.#send('run');
    }
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
        <form
          class="card-box"
          novalidate
          @submit=${(event) => {
            event.preventDefault();
            this.#send('run');
          }}
          @keydown=${this.#keys}
          @paste=${this.#paste}
        >
          ${this.#summary()} ${this.pasted ? this.#pastedNote() : nothing}
          ${this.appsProblem ? problemNotice(this.appsProblem, () => this.#loadApps(), text.appsFailed) : nothing}
          ${activityFields({
            apps: this.apps,
            draft: this.draft,
            faults: this.faults,
            choose: (connector) => this.#choose(connector),
            set: (values) => this.#setFields(values),
            leave: (id) => this.#leave(id),
            focus: (selector) => this.focusOn(selector),
          })}
          ${this.#buttons()}
          <p class="help">${text.curlHint}</p>
        </form>
        <run-result class="card-box" .result=${this.result} .host=${this.#host()}></run-result>
      </div>
    </div>`;
  }

  #summary() {
    const faults = this.tried ? [...this.faults].map(([id, message]) => ({ id, label: activityLabel(id), message })) : [];
    return errorSummary(faults, faults.length ? null : this.problem);
  }

  #pastedNote() {
    const { dropped, host } = this.pasted;
    return html`<div class="notice ${host ? 'notice-warning' : 'notice-info'}" role="status">
      ${icon(host ? 'exclamation-triangle' : 'info-circle')}
      <div>
        <p>
          ${text.pasted} ${dropped.length ? text.pastedDropped(dropped) : nothing} ${host ? text.pastedNoApp(host) : nothing}
        </p>
      </div>
      <button type="button" class="btn btn-secondary btn-sm" @click=${() => this.#undoPaste()}>${text.undo}</button>
    </div>`;
  }

  #buttons() {
    return html`<div class="buttons form-buttons">
      ${actionButton({ label: text.run, kind: 'primary', type: 'submit', iconName: 'play-fill', busy: this.busy === 'run' })}
      ${actionButton({ label: text.explain, busy: this.busy === 'explain', click: () => this.#send('explain') })}
      ${this.busy
        ? actionButton({ label: text.stop, kind: 'danger', iconName: 'stop-fill', click: () => this.#stop?.abort() })
        : nothing}
      <span class="gap"></span>
      <copy-menu .draft=${this.draft} .check=${() => this.#isRight()}></copy-menu>
    </div>`;
  }
}
customElements.define('server-activity', ServerActivity);
