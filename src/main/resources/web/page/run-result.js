import { html, nothing } from 'lit';
import { memberText } from './json-text.js';
import { PageElement } from './element.js';
import { icon } from './icon.js';
import { copy, problemNotice } from './parts.js';
import { bodyOf, headersOf, timingsOf } from './result-parts.js';
import { RunWatch } from './run-watch.js';
import { duration } from './times.js';
import { toast } from './toasts.js';
import { words } from './words.js';

const text = words.activity.result;
const TABS = ['body', 'headers', 'timing'];
const ENDED_ICONS = { succeeded: 'check-circle', rejected: 'exclamation-triangle', dead: 'exclamation-octagon' };

/** What came of a run: the target's answer apart from the gateway's own errors. `result` says of which kind it is. */
class RunResult extends PageElement {
  static properties = {
    result: { attribute: false },
    host: { attribute: false },
    tab: { state: true },
    raw: { state: true },
    whole: { state: true },
    run: { state: true },
    runProblem: { state: true },
  };

  #watch = new RunWatch(
    (run) => (this.run = run),
    (problem) => (this.runProblem = problem),
  );

  constructor() {
    super();
    Object.assign(this, { result: null, tab: 'body', raw: false });
    this.#forget();
  }

  #forget() {
    this.whole = false;
    this.run = null;
    this.runProblem = null;
    this.#watch.end();
  }

  willUpdate(changed) {
    if (!changed.has('result')) return;
    this.#forget();
    const { kind, answer } = this.result ?? {};
    if (kind === 'queued') this.#watch.follow(answer.data.id);
    if (kind === 'answered' && this.tab === 'timing') this.#watch.find(answer.data.id);
  }

  disconnectedCallback() {
    this.#watch.end();
    super.disconnectedCallback();
  }

  #show(tab) {
    this.tab = tab;
    const { kind, answer } = this.result;
    if (tab === 'timing' && kind === 'answered' && !this.run) this.#watch.find(answer.data.id);
  }

  #tabKeys(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    this.#show(TABS[(TABS.indexOf(this.tab) + step + TABS.length) % TABS.length]);
    this.focusOn(`#tab-${this.tab}`);
  }

  async #copy(content) {
    toast((await copy(content)) ? words.copy.copied : words.copy.failed);
  }

  render() {
    const { kind } = this.result ?? {};
    return html`<h2 class="h5">${text.title}</h2>
      <div aria-live="polite" class="result">${kind ? this[`_${kind}`]() : html`<p class="muted">${text.none}</p>`}</div>`;
  }

  _running() {
    return html`<p class="muted loading"><span class="spinner"></span> ${text.running}</p>`;
  }

  _stopped() {
    return html`<div class="notice notice-warning">
      ${icon('exclamation-triangle')}
      <div><p class="notice-title">${text.stopped}</p><p>${text.stoppedText}</p></div>
    </div>`;
  }

  _answered() {
    const { answer } = this.result;
    const { id, status, headers, bodyType, durationMs } = answer.data;
    const said = { headers, bodyType, body: answer.data.body, bodyText: memberText(answer.text, 'body') };
    return html`${this.#headline(status, text.took(duration(durationMs)))} ${this.#runId(id)} ${this.#tabs(said, id)}`;
  }

  #headline(status, more) {
    const good = status < 400;
    return html`<p class="headline ${good ? 'headline-good' : 'headline-bad'}">
      ${icon(good ? 'check-circle' : 'exclamation-triangle')}<strong>${text.from(this.host, status)}</strong>
      <span class="muted">${more}</span>
    </p>`;
  }

  #runId(id) {
    return html`<p class="run-id">
      <span class="muted">${text.runId}</span> <code>${id}</code>
      <button type="button" class="btn btn-link btn-sm" @click=${() => this.#copy(id)}>${words.copy.copy}</button>
    </p>`;
  }

  #tabs(said, id) {
    const panels = {
      body: () =>
        bodyOf(said, {
          raw: this.raw,
          whole: this.whole,
          setRaw: (raw) => (this.raw = raw),
          showWhole: () => (this.whole = true),
          copy: (content) => this.#copy(content),
          name: id,
        }),
      headers: () => headersOf(said.headers),
      timing: () => timingsOf(this.run?.attempts.at(-1)?.timings, this.runProblem),
    };
    return html`<div class="tabs" role="tablist" aria-label=${text.tabList} @keydown=${this.#tabKeys}>
        ${TABS.map(
          (tab) => html`<button
            type="button"
            role="tab"
            id="tab-${tab}"
            aria-controls="panel"
            aria-selected=${tab === this.tab ? 'true' : 'false'}
            tabindex=${tab === this.tab ? 0 : -1}
            @click=${() => this.#show(tab)}
          >
            ${text.tabs[tab]}
          </button>`,
        )}
      </div>
      <div id="panel" role="tabpanel" aria-labelledby="tab-${this.tab}" tabindex="0">${panels[this.tab]()}</div>`;
  }

  _problem() {
    const { problem } = this.result;
    return html`<p class="headline headline-bad">
        ${icon('exclamation-octagon')}<strong>${text.gateway(problem.title)}</strong>
      </p>
      <p>${problem.detail}</p>
      ${problem.sent ? html`<p>${text.sent[problem.sent]}</p>` : nothing} ${problem.runId ? this.#runId(problem.runId) : nothing}
      ${problem.timings ? timingsOf(problem.timings) : nothing}`;
  }

  _queued() {
    const { answer } = this.result;
    const { run } = this;
    const state = run?.state ?? 'queued';
    return html`<p class="headline ${ENDED_ICONS[state] && state !== 'succeeded' ? 'headline-bad' : 'headline-good'}">
        ${icon(ENDED_ICONS[state] ?? 'clock')}<strong>${text.states[state]}</strong>
        ${run ? html`<span class="muted">${text.attempts(run.attempts.length)}</span>` : nothing}
      </p>
      ${run?.endedAt ? nothing : html`<p>${text.queuedText}</p>`} ${state === 'unknown' ? html`<p>${text.unknown}</p>` : nothing}
      ${this.#runId(answer.data.id)} ${this.runProblem ? problemNotice(this.runProblem) : nothing}
      ${run?.endedAt ? this.#delivered(run) : nothing}`;
  }

  #delivered(run) {
    const { result } = run;
    if (!result) return run.attempts.at(-1)?.detail ? html`<p>${run.attempts.at(-1).detail}</p>` : nothing;
    const resultText = memberText(this.#watch.text, 'result');
    return html`${this.#headline(result.status, '')}
    ${this.#tabs({ ...result, bodyText: memberText(resultText, 'body') }, run.id)}`;
  }

  _explained() {
    const { allowed, method, url, headers, credential, problem } = this.result.answer.data;
    const rows = [
      [words.activity.method, method],
      [text.address, url],
      ...Object.entries(headers ?? {}),
      [text.credential, credential ?? text.noCredential],
    ].filter(([, value]) => value);
    return html`<p class="headline ${allowed ? 'headline-good' : 'headline-bad'}">
        ${icon(allowed ? 'check-circle' : 'slash-circle')}<strong>${allowed ? text.explained : text.refused}</strong>
        <span class="muted">${text.nothingSent}</span>
      </p>
      ${problem ? html`<p>${problem.title}. ${problem.detail}</p>` : nothing}
      ${allowed ? html`<dl class="facts">${rows.map(([name, value]) => html`<dt>${name}</dt><dd><code>${value}</code></dd>`)}</dl>` : nothing}`;
  }
}
customElements.define('run-result', RunResult);
