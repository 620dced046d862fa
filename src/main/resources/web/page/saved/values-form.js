import { html, nothing } from 'lit';
import { SAVED_FORMATS } from '../activity/copy-formats.js';
import { PageElement } from '../parts/element.js';
import { actionButton, errorSummary } from '../parts/parts.js';
import { askedFor, blankValues, runText, valueFaults, valueField, valuesText } from './value-draft.js';
import { runOptions, valueFields } from './value-fields.js';
import { words } from '../words.js';
import { savedWords } from './words-saved.js';
import '../activity/copy-menu.js';

const text = words.activity;

/**
 * The values of one run of a saved activity. `saved` is the activity as JSON text; `busy` says which button was pressed. Fires
 * `send` with what to do and what to send, and `stop`.
 */
class ValuesForm extends PageElement {
  static properties = {
    saved: { attribute: false },
    busy: { attribute: false },
    draft: { state: true },
    faults: { state: true },
    problem: { state: true },
    tried: { state: true },
  };

  constructor() {
    super();
    Object.assign(this, { busy: '', draft: blankValues(), faults: new Map(), problem: null, tried: false });
  }

  willUpdate(changed) {
    if (!changed.has('saved')) return;
    this.activity = JSON.parse(this.saved);
    this.asked = askedFor(this.saved);
  }

  /**
   * Says what the server refused, at the fields that are to blame.
   * @param {import('../api.js').Problem} problem that has `errors`
   */
  blame(problem) {
    const known = problem.errors.map(({ field, message }) => [valueField(field ?? '', this.asked), message]);
    this.faults = new Map(known.filter(([id]) => id));
    this.problem = problem;
    this.focusOn('.summary');
  }

  #set(values) {
    this.draft = { ...this.draft, ...values };
  }

  #leave(id) {
    // An empty field is no mistake yet: somebody may come back to it.
    const now = !this.tried && !this.querySelector(`#${id}`)?.value ? '' : valueFaults(this.asked, this.draft).get(id);
    const faults = new Map(this.faults);
    if (now) faults.set(id, now);
    else faults.delete(id);
    this.faults = faults;
  }

  /** Judges the whole form; says what is wrong, and whether it is right. */
  #isRight() {
    this.problem = null;
    this.tried = true;
    this.faults = valueFaults(this.asked, this.draft);
    if (this.faults.size) this.focusOn('.summary');
    return !this.faults.size;
  }

  #waits() {
    return this.draft.wait === '' ? this.activity.waitForResult !== false : this.draft.wait === 'true';
  }

  #send(what) {
    if (this.busy || !this.#isRight()) return;
    const time = Number(this.draft.timeout) || this.activity.timeout || 0;
    this.dispatchEvent(new CustomEvent('send', { detail: { what, text: this.#text(), time, waits: this.#waits() } }));
  }

  #text() {
    return runText(this.activity.name, this.asked, this.draft);
  }

  #keys(event) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.#send('run');
    }
  }

  render() {
    const { asked, draft, faults } = this;
    const state = { asked, draft, faults, saved: this.activity, set: (values) => this.#set(values), leave: (id) => this.#leave(id) };
    return html`<form
      novalidate
      @submit=${(event) => {
        event.preventDefault();
        this.#send('run');
      }}
      @keydown=${this.#keys}
    >
      ${this.#summary()}
      <h2 class="h5 values-title">${savedWords.values.values}</h2>
      ${valueFields(state)} ${runOptions(state)} ${this.#buttons()}
    </form>`;
  }

  #summary() {
    const labels = { 'run-timeout': savedWords.values.timeout, 'run-wait': savedWords.values.wait };
    const label = (id) => labels[id] ?? this.asked[Number(id.split('-')[1])].name;
    const faults = this.tried ? [...this.faults].map(([id, message]) => ({ id, label: label(id), message })) : [];
    return errorSummary(faults, faults.length ? null : this.problem);
  }

  #buttons() {
    const { draft, asked, activity } = this;
    const copied = {
      activity: activity.name,
      parameters: valuesText(asked, draft),
      timeout: draft.timeout.trim(),
      wait: draft.wait,
      text: this.#text(),
      waits: this.#waits(),
    };
    return html`<div class="buttons form-buttons">
      ${actionButton({ label: text.run, kind: 'primary', type: 'submit', iconName: 'play-fill', busy: this.busy === 'run' })}
      ${actionButton({ label: text.explain, busy: this.busy === 'explain', click: () => this.#send('explain') })}
      ${this.busy
        ? actionButton({ label: text.stop, kind: 'danger', iconName: 'stop-fill', click: () => this.dispatchEvent(new Event('stop')) })
        : nothing}
      <span class="gap"></span>
      <copy-menu .draft=${copied} .formats=${SAVED_FORMATS} .check=${() => this.#isRight()}></copy-menu>
    </div>`;
  }
}
customElements.define('values-form', ValuesForm);
