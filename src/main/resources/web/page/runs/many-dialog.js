import { html, nothing } from 'lit';
import { call } from '../api.js';
import { closeDialog, dialogFrame, openDialog } from '../parts/dialogs.js';
import { PageElement } from '../parts/element.js';
import { icon } from '../parts/icon.js';
import { actionButton } from '../parts/parts.js';
import { sentence } from '../parts/sentences.js';
import { addressOf, follow } from '../router.js';
import { noteReplay } from './replayed.js';
import { runsWords } from './words-runs.js';

const { many } = runsWords;
/** How many requests are under way at once. */
const AT_ONCE = 4;
const ACT_TWICE = ['POST', 'PATCH'];
const LINKED = 10;

/**
 * Asks whether runs are to be replayed or cancelled, does so, one request a run, and tells what came of it. Fires `done` when the
 * last answer is there, and `closed`.
 *
 * @property {'replay' | 'cancel'} what
 * @property {object[]} runs those that it can be done to
 * @property {object[]} left those that were chosen too, and cannot
 */
class ManyDialog extends PageElement {
  static properties = {
    what: { attribute: false },
    runs: { attribute: false },
    left: { attribute: false },
    step: { state: true },
    ended: { state: true },
  };

  #stopped = false;

  constructor() {
    super();
    Object.assign(this, { left: [], step: 'ask', ended: [] });
  }

  async firstUpdated() {
    // What is shown behind may go on changing: the question is about these.
    this.asked = this.runs;
    this.leftOut = this.left;
    await openDialog(this);
    this.focusOn('#many-keep');
  }

  disconnectedCallback() {
    this.#stopped = true;
    closeDialog(this);
    super.disconnectedCallback();
  }

  #text() {
    return many[this.what];
  }

  async #go() {
    if (this.step !== 'ask' || !this.#those().length) return;
    this.step = 'doing';
    this.focusOn('#many-stop');
    const waiting = [...this.#those()];
    const next = async () => {
      for (let run = waiting.shift(); run && !this.#stopped; run = waiting.shift()) await this.#one(run);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
    this.step = 'done';
    this.dispatchEvent(new CustomEvent('done', { detail: { ended: this.ended } }));
    this.focusOn('#many-close');
  }

  async #one(run) {
    let end;
    try {
      const { data } = await call('POST', `/worker/runs/${run.id}/${this.what}`);
      if (this.what === 'replay') noteReplay(run.id, data.id);
      const late = this.what === 'cancel' && data.state !== 'cancelled';
      end = { run, as: data.id, why: late ? many.ended : '' };
    } catch (problem) {
      end = { run, why: `${problem.title}. ${problem.detail ?? ''}` };
    }
    this.ended = [...this.ended, end];
  }

  #those() {
    return this.asked ?? this.runs;
  }

  #close() {
    if (this.step !== 'doing') this.dispatchEvent(new Event('closed'));
  }

  render() {
    const number = this.#those().length;
    return dialogFrame({
      id: 'many',
      title: this.step === 'done' ? this.#text().ended : this.#text().title(number || this.left.length),
      close: () => this.#close(),
      submit: () => this.#go(),
      body: { ask: () => this.#question(), doing: () => this.#progress(), done: () => this.#result() }[this.step](),
      buttons: { ask: () => this.#answers(number), doing: () => this.#stop(), done: () => this.#end() }[this.step](),
    });
  }

  #answers(number) {
    return html`<button id="many-keep" type="button" class="btn btn-secondary" @click=${this.#close}>${many.keep}</button>
      ${number
        ? actionButton({
            label: this.#text().button(number),
            kind: this.what === 'cancel' ? 'danger' : 'primary',
            type: 'submit',
          })
        : nothing}`;
  }

  #stop() {
    return html`<button id="many-stop" type="button" class="btn btn-secondary" @click=${() => (this.#stopped = true)}>${many.stop}</button>`;
  }

  #end() {
    return html`<button id="many-close" type="button" class="btn btn-primary" @click=${this.#close}>${many.close}</button>`;
  }

  #question() {
    const text = this.#text();
    const those = this.#those();
    const left = this.leftOut ?? this.left;
    const waited = left.filter(({ waitForResult }) => waitForResult).length;
    const methods = ACT_TWICE.filter((method) => those.some((run) => run.method === method));
    return html`<p>${those.length ? text.lead(those.length) : text.none}</p>
      ${waited || left.length
        ? html`<ul class="stops">
            ${waited ? html`<li>${text.left.waited(waited)}</li>` : nothing}
            ${left.length > waited ? html`<li>${text.left.open(left.length - waited)}</li>` : nothing}
          </ul>`
        : nothing}
      ${methods.length
        ? html`<div class="notice notice-warning">${icon('exclamation-triangle')}<p>${text.twice(methods)}</p></div>`
        : nothing}`;
  }

  #progress() {
    const all = this.#those().length;
    const { length } = this.ended;
    return html`<label class="progress-line"
      ><span role="status">${this.#text().doing}</span> <span class="muted">${many.of(length, all)}</span>
      <progress max=${all} value=${length}></progress
    ></label>`;
  }

  #result() {
    const text = this.#text();
    const good = this.ended.filter(({ why }) => !why);
    const bad = this.ended.filter(({ why }) => why);
    const never = this.#those().length - this.ended.length;
    return html`<div role="status">
      ${good.length
        ? html`<div class="notice notice-success">
            ${icon('check-circle')}
            <div>
              <p>${text.done(good.length)}</p>
              ${text.as && good.length <= LINKED
                ? html`<p>${text.as(good.length)} ${good.map(({ as, run }, index) => html`${index ? ', ' : nothing}${this.#link(as, run)}`)}</p>`
                : nothing}
            </div>
          </div>`
        : nothing}
      ${never ? html`<p>${many.stopped(never)}</p>` : nothing}
      ${bad.length
        ? html`<div class="notice notice-danger">
            ${icon('exclamation-octagon')}
            <div>
              <p class="notice-title">${text.failed(bad.length)}</p>
              <ul>
                ${bad.map(({ run, why }) => html`<li>${this.#link(run.id, run)}: ${sentence(why)}</li>`)}
              </ul>
            </div>
          </div>`
        : nothing}
    </div>`;
  }

  #link(id, { method, path }) {
    return html`<a href=${addressOf('runs', { run: id })} @click=${(event) => this.#leave(event)}>${method} ${path || '/'}</a>`;
  }

  #leave(event) {
    follow(event);
    if (event.defaultPrevented) this.#close();
  }
}
customElements.define('many-dialog', ManyDialog);
