import { html, nothing } from 'lit';
import { attemptsOf } from './attempts.js';
import { breakable } from '../parts/breakable.js';
import { PageElement } from '../parts/element.js';
import { gatewayError } from './gateway-error.js';
import { icon } from '../parts/icon.js';
import { memberText, pretty } from '../parts/json-text.js';
import { problemNotice, runId } from '../parts/parts.js';
import { bodyOf, headersOf, timingsOf } from './result-parts.js';
import { RunWatch } from './run-watch.js';
import { sentence } from '../parts/sentences.js';
import { ago, duration } from '../parts/times.js';
import { words } from '../words.js';

const text = words.activity.result;
const TABS = ['body', 'headers', 'timing', 'attempts'];
/** What the caller asks for when it is shown: it stands in the run's record, and not in the answer. */
const RECORDED = ['timing', 'attempts'];
const STATE_ICONS = {
  succeeded: 'check-circle',
  rejected: 'exclamation-triangle',
  unknown: 'exclamation-triangle',
  cancelled: 'slash-circle',
  failed: 'exclamation-octagon',
  dead: 'exclamation-octagon',
};

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
    (run) => this.#read(run),
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
    this.said = null;
    this.runProblem = null;
    this.#watch.end();
  }

  willUpdate(changed) {
    if (!changed.has('result')) return;
    this.#forget();
    const { kind, answer } = this.result ?? {};
    if (kind === 'queued') this.#watch.follow(answer.data.id);
    if (kind === 'answered') {
      const { headers, bodyType, body } = answer.data;
      this.#say({ headers, bodyType, body, bodyText: memberText(answer.text, 'body') });
      this.#find();
    }
  }

  disconnectedCallback() {
    this.#watch.end();
    super.disconnectedCallback();
  }

  /** Long bodies are laid out once, and not whenever something else changes. */
  #say(said) {
    this.said = { ...said, prettyText: said.bodyType === 'json' ? pretty(said.bodyText) : '' };
  }

  #find() {
    const { kind, answer } = this.result;
    if (RECORDED.includes(this.tab) && kind === 'answered' && !this.run) this.#watch.find(answer.data.id);
  }

  #follow() {
    this.runProblem = null;
    this.#watch.follow(this.result.answer.data.id);
  }

  #read(run) {
    this.run = run;
    this.runProblem = null;
    if (this.result.kind !== 'queued' || !run.result) return;
    this.#say({ ...run.result, bodyText: memberText(memberText(this.#watch.text, 'result'), 'body') });
  }

  #show(tab) {
    this.tab = tab;
    this.#find();
  }

  #tabKeys(event) {
    const now = TABS.indexOf(this.tab);
    const next = { ArrowRight: now + 1, ArrowLeft: now - 1 + TABS.length, Home: 0, End: TABS.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    this.#show(TABS[next % TABS.length]);
    this.focusOn(`#tab-${this.tab}`);
  }

  render() {
    const { kind } = this.result ?? {};
    return html`<h2 class="h5">${text.title}</h2>
      <p class="visually-hidden" role="status">${this.#spoken()}</p>
      <div class="result">${kind ? this[`_${kind}`]() : this.#nothingYet()}</div>`;
  }

  /** What is read out: how it went. All else is there to be read. */
  #spoken() {
    const { kind, answer, problem } = this.result ?? {};
    if (kind === 'answered') return text.from(this.host, answer.data.status);
    if (kind === 'problem') return gatewayError(problem);
    if (kind === 'queued') return text.states[this.run?.state ?? 'queued'];
    if (kind === 'explained') return answer.data.allowed ? text.explained : text.refused;
    return kind ? text[kind] : '';
  }

  #nothingYet() {
    return html`<div class="no-result">
      ${icon('send')}
      <p><strong>${text.none}</strong></p>
      <p class="muted">${text.noneText}</p>
    </div>`;
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
    const { id, status, durationMs } = this.result.answer.data;
    return html`${this.#headline(status, text.took(duration(durationMs)))} ${runId(id)} ${this.#tabs(id)}`;
  }

  #headline(status, more) {
    const good = status < 400;
    return html`<p class="headline ${good ? 'headline-good' : 'headline-bad'}">
      ${icon(good ? 'check-circle' : 'exclamation-triangle')}<strong>${text.from(this.host, status)}</strong>
      <span class="muted">${more}</span>
    </p>`;
  }

  #tabs(id) {
    const panels = {
      body: () =>
        bodyOf(this.said, {
          raw: this.raw,
          whole: this.whole,
          setRaw: (raw) => (this.raw = raw),
          showWhole: () => (this.whole = true),
          name: id,
        }),
      headers: () => headersOf(this.said.headers),
      timing: () => timingsOf(this.run?.attempts.at(-1)?.timings, this.runProblem),
      attempts: () => attemptsOf(this.run, this.runProblem),
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
        ${icon('exclamation-octagon')}<strong>${gatewayError(problem)}</strong>
      </p>
      <p>${sentence(problem.detail)}</p>
      ${problem.sent ? html`<p>${text.sent[problem.sent]}</p>` : nothing}
      ${problem.type ? nothing : html`<p>${text.uncertain}</p>`} ${problem.runId ? runId(problem.runId) : nothing}
      ${problem.timings ? timingsOf(problem.timings) : nothing}`;
  }

  _queued() {
    const { run } = this;
    const { id } = this.result.answer.data;
    const state = run?.state ?? 'queued';
    const bad = STATE_ICONS[state] && state !== 'succeeded';
    return html`<p class="headline ${bad ? 'headline-bad' : 'headline-good'}">
        ${icon(STATE_ICONS[state] ?? 'clock')}<strong>${text.states[state]}</strong>
        ${run?.attempts.length ? html`<span class="muted">${text.attempts(run.attempts.length)}</span>` : nothing}
      </p>
      ${run?.endedAt ? nothing : html`<p>${text.queuedText} ${run?.nextAttemptAt && run.attempts.length ? html`${text.next} ${ago(run.nextAttemptAt)}.` : nothing}</p>`} ${state === 'unknown' ? html`<p>${text.unknown}</p>` : nothing}
      ${runId(id)} ${this.runProblem ? problemNotice(this.runProblem, () => this.#follow()) : nothing}
      ${run?.endedAt || run?.attempts.length ? this.#delivered(run) : nothing}`;
  }

  #delivered(run) {
    if (!run.result) return attemptsOf(run);
    return html`${this.#headline(run.result.status, '')} ${this.#tabs(run.id)}`;
  }

  _explained() {
    const { allowed, method, url, headers, credential, problem } = this.result.answer.data;
    const rows = [
      [words.activity.method, method],
      [text.address, url && breakable(url)],
      ...Object.entries(headers ?? {}),
      [text.credential, credential ?? text.noCredential],
    ].filter(([, value]) => value);
    return html`<p class="headline ${allowed ? 'headline-good' : 'headline-bad'}">
        ${icon(allowed ? 'check-circle' : 'slash-circle')}<strong>${allowed ? text.explained : text.refused}</strong>
        <span class="muted">${text.nothingSent}</span>
      </p>
      ${problem ? html`<p>${problem.title}. ${sentence(problem.detail)}</p>` : nothing}
      ${allowed ? html`<dl class="facts">${rows.map(([name, value]) => html`<dt>${name}</dt><dd><code>${value}</code></dd>`)}</dl>` : nothing}`;
  }
}
customElements.define('run-result', RunResult);
