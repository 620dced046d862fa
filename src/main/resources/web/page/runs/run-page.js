import { html, nothing } from 'lit';
import { all, Problem } from '../api.js';
import { breakable } from '../parts/breakable.js';
import { PageElement } from '../parts/element.js';
import { icon } from '../parts/icon.js';
import { actionButton, copy, problemNotice, skeleton } from '../parts/parts.js';
import { toast } from '../parts/toasts.js';
import { attemptsOf } from '../result/attempts.js';
import { FIND_FOR, RunWatch } from '../result/run-watch.js';
import { addressOf, follow } from '../router.js';
import { mayAudit, mayRun } from '../session/session.js';
import { showTitle } from '../titles.js';
import { words } from '../words.js';
import { factsOf } from './run-facts.js';
import { mayCancelIt, mayReplayIt, runState } from './run-state.js';
import { runsWords as text } from './words-runs.js';
import './many-dialog.js';
import './run-answer.js';

const SLOW_AFTER = 200;
/** Milliseconds after which a server that could not be reached is asked again. */
const AGAIN_AFTER = 5_000;
/** A run that began this long ago, in milliseconds, is recorded by now, or never. */
const LONGEST = 330_000;

/** The time in an id, in milliseconds. */
const beganAt = (id) => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);

/**
 * One run: whether it arrived, what was tried, what the target said. It goes on until the run has ended.
 *
 * @property {string} run its id
 * @property {string} back the address of the list as it was
 */
class RunPage extends PageElement {
  static properties = {
    run: { attribute: false },
    back: { attribute: false },
    read: { state: true },
    problem: { state: true },
    slow: { state: true },
    callers: { state: true },
    whole: { state: true },
    doing: { state: true },
  };

  #again = null;
  #watch = new RunWatch(
    (run) => this.#found(run),
    (problem) => this.#failed(problem),
  );

  constructor() {
    super();
    Object.assign(this, { callers: new Map(), doing: null });
  }

  connectedCallback() {
    super.connectedCallback();
    if (mayAudit()) this.#readCallers();
  }

  disconnectedCallback() {
    this.#watch.end();
    clearTimeout(this.#again);
    super.disconnectedCallback();
  }

  willUpdate(changed) {
    if (!changed.has('run')) return;
    Object.assign(this, { read: null, problem: null, slow: false, whole: false, doing: null });
    this.#follow();
    const { run } = this;
    setTimeout(() => (this.slow = run === this.run && !this.read), SLOW_AFTER);
  }

  #follow() {
    clearTimeout(this.#again);
    const isYoung = Date.now() - beganAt(this.run) < LONGEST;
    this.#watch.follow(encodeURIComponent(this.run), isYoung ? FIND_FOR : 0);
  }

  async #readCallers() {
    try {
      this.callers = new Map((await all('/api/keys')).map(({ id, name }) => [`key:${id}`, name]));
    } catch {
      // They are then shown as runs know them.
    }
  }

  #found(run) {
    this.read = run;
    this.problem = null;
    showTitle(`${run.method} ${run.path || '/'}`);
  }

  #failed(problem) {
    this.problem = [400, 404].includes(problem.status) ? new Problem({ ...text.gone, status: 404 }) : problem;
    if (!problem.status) this.#again = setTimeout(() => this.#follow(), AGAIN_AFTER);
  }

  render() {
    const { read, problem } = this;
    return html`<a class="back" href=${this.back} @click=${follow}>${icon('chevron-left')}${text.back}</a>
      ${this.#head()}
      ${problem ? problemNotice(problem, problem.status === 404 ? undefined : () => this.#follow(), read ? text.lost : undefined) : nothing}
      ${read ? this.#content() : this.slow && !problem ? skeleton(text.loadingOne) : nothing} ${this.#dialog()}`;
  }

  #head() {
    const { read } = this;
    return html`<header class="view-head">
      <div>
        <h1 tabindex="-1">
          ${read ? html`<span class="method">${read.method}</span> ${breakable(read.path || '/')}` : text.title}
        </h1>
      </div>
      ${read ? html`<div class="buttons">${this.#buttons()}</div>` : nothing}
    </header>`;
  }

  #buttons() {
    const { read } = this;
    return html`${mayRun() && mayReplayIt(read)
        ? actionButton({ label: text.replay, iconName: 'arrow-repeat', click: () => (this.doing = 'replay') })
        : nothing}
      ${mayRun() && mayCancelIt(read)
        ? actionButton({ label: text.cancel, iconName: 'slash-circle', click: () => (this.doing = 'cancel') })
        : nothing}
      ${actionButton({ label: text.copyCurl, iconName: 'copy', click: () => this.#copyCurl() })}
      ${mayAudit()
        ? html`<a class="btn btn-secondary" href=${addressOf('audit', { object: read.connector.id })} @click=${follow}>${text.toAudit}</a>`
        : nothing}`;
  }

  async #copyCurl() {
    const command = `curl -H "Authorization: Bearer $APPCONNECTOR_KEY" '${location.origin}/worker/runs/${this.read.id}'`;
    toast((await copy(command)) ? text.curlCopied : words.copy.failed);
  }

  #content() {
    const { read } = this;
    const caller = mayAudit() ? (this.callers.get(read.caller) ?? read.caller) : null;
    return html`<div class="run-meaning" role="status">${runState(read.state)} <span>${text.meaning[read.state]?.(read)}</span></div>
      <div class="run-parts">
        <div>
          <section class="card-box">
            <h2>${text.history}</h2>
            ${read.attempts.length
              ? attemptsOf(read, null, { timings: true, showAll: this.whole ? undefined : () => (this.whole = true) })
              : html`<p class="muted">${words.activity.result.attemptsYet}</p>`}
          </section>
          <section class="card-box">
            <h2>${text.answer}</h2>
            <run-answer .run=${read} .text=${this.#watch.text}></run-answer>
          </section>
        </div>
        <section class="card-box run-facts">
          <h2>${text.facts}</h2>
          ${factsOf(read, caller)}
        </section>
      </div>`;
  }

  #dialog() {
    if (!this.doing) return nothing;
    return html`<many-dialog
      .what=${this.doing}
      .runs=${[this.read]}
      @done=${() => this.#follow()}
      @closed=${() => (this.doing = null)}
    ></many-dialog>`;
  }
}
customElements.define('run-page', RunPage);
