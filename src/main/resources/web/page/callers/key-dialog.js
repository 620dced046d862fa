import { html, nothing } from 'lit';
import { all, call } from '../api.js';
import { closeDialog, dialogFrame, openDialog } from '../parts/dialogs.js';
import { PageElement } from '../parts/element.js';
import { icon } from '../parts/icon.js';
import { Loading } from '../parts/loading.js';
import { actionButton, errorSummary, problemNotice } from '../parts/parts.js';
import { stayWhile } from '../router.js';
import { askIf } from '../unsaved.js';
import { words } from '../words.js';
import { documentOf, faultsBy, faultsOf, newKeyDraft } from './key-draft.js';
import { choicesOf } from './scope-draft.js';
import { callersWords } from './words-callers.js';
import './key-form.js';
import './shown-once.js';

const text = callersWords.form;
const LABELS = {
  'key-name': text.name,
  role: text.role,
  connectors: callersWords.picker.connectors,
  activities: callersWords.picker.activities,
  day: text.day,
};

/**
 * Makes a key and shows it, this once: it stands in this element alone, and goes with it. Fires `made`, and `closed`.
 */
class KeyDialog extends PageElement {
  static properties = {
    draft: { state: true },
    faults: { state: true },
    problem: { state: true },
    busy: { state: true },
    asking: { state: true },
    made: { state: true },
    copied: { state: true },
  };

  #ends = [];
  #begun = null;
  #choices = new Loading(this, async () => choicesOf(...(await Promise.all([all('/api/connectors'), all('/api/activities')]))));

  constructor() {
    super();
    Object.assign(this, { draft: newKeyDraft(), faults: {}, problem: null, busy: false, asking: false, made: null, copied: false });
    this.#begun = this.draft;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#ends = [stayWhile(() => this.#mustStay()), askIf(() => this.#wouldLose())];
  }

  async firstUpdated() {
    openDialog(this);
    await this.#choices.start();
    this.focusOn('#key-name');
  }

  disconnectedCallback() {
    this.#ends.forEach((end) => end());
    this.made = null;
    closeDialog(this);
    super.disconnectedCallback();
  }

  /** Once the fields are there, too. */
  async getUpdateComplete() {
    const done = await super.getUpdateComplete();
    await this.querySelector('key-form')?.updateComplete;
    return done;
  }

  #wouldLose() {
    return this.made ? !this.copied : this.draft !== this.#begun;
  }

  async #make() {
    if (this.busy || this.made || !this.#choices.data) return;
    this.problem = null;
    this.asking = false;
    this.faults = faultsOf(this.draft);
    if (this.#faulty()) return;
    this.busy = true;
    const sent = documentOf(this.draft);
    try {
      this.made = (await call('POST', '/api/keys', { body: sent })).data;
      this.dispatchEvent(new Event('made'));
      this.focusOn('#key');
    } catch (problem) {
      this.faults = faultsBy(problem, sent, this.#choices.data);
      this.problem = problem;
      this.#faulty();
    }
    this.busy = false;
  }

  #faulty() {
    const found = this.problem !== null || Object.keys(this.faults).length > 0;
    if (found) this.focusOn('.summary');
    return found;
  }

  #close() {
    if (this.busy) return;
    if (this.#wouldLose() && !this.asking) this.#ask();
    else this.#closeNow();
  }

  #ask() {
    this.asking = true;
    this.focusOn('#stay');
  }

  /** Back would lose what was typed, or the key: it asks first. */
  #mustStay() {
    if (this.#wouldLose()) this.#ask();
    return this.#wouldLose();
  }

  #closeNow() {
    this.made = null;
    this.dispatchEvent(new Event('closed'));
  }

  #stay() {
    this.asking = false;
    this.focusOn(this.made ? '#key' : '#key-name');
  }

  render() {
    return dialogFrame({
      id: 'new-key',
      title: this.made ? callersWords.made.title(this.made.name) : text.title,
      wide: true,
      close: () => this.#close(),
      submit: () => this.#make(),
      body: this.made ? this.#shown() : this.#form(),
      buttons: this.asking ? this.#question() : this.#buttons(),
    });
  }

  #question() {
    const { notCopied, stay, leave } = callersWords.made;
    return html`<p class="asking" role="alert">${this.made ? notCopied : words.form.discard}</p>
      <button id="stay" type="button" class="btn btn-secondary" @click=${() => this.#stay()}>
        ${this.made ? stay : words.form.discardNo}
      </button>
      <button type="button" class="btn btn-danger" @click=${() => this.#closeNow()}>${this.made ? leave : words.form.discardYes}</button>`;
  }

  #buttons() {
    if (this.made) return actionButton({ label: text.close, kind: 'secondary', click: () => this.#close() });
    return html`${actionButton({ label: words.frame.cancel, click: () => this.#close() })}
    ${this.#choices.data ? actionButton({ label: text.button, kind: 'primary', type: 'submit', busy: this.busy }) : nothing}`;
  }

  #shown() {
    const { made } = callersWords;
    return html`<div class="notice notice-success">${icon('check-circle')}<p role="status">${made.done(this.made.name)}</p></div>
      <shown-once field="key" label=${made.label} .secret=${this.made.key} .note=${made.once} @copied=${this.#wasCopied}></shown-once>`;
  }

  #wasCopied() {
    this.copied = true;
    this.asking = false;
  }

  #form() {
    const { data, problem } = this.#choices;
    if (problem) return problemNotice(problem, () => this.#choices.start(), text.notLoaded);
    if (!data) return html`<p class="muted loading" role="status">${text.loading}</p>`;
    const faults = Object.entries(this.faults).map(([id, message]) => ({ id, label: LABELS[id], message }));
    return html`${errorSummary(faults, this.problem)}
      <key-form
        .draft=${this.draft}
        .faults=${this.faults}
        .choices=${data}
        @drafted=${({ detail }) => (this.draft = { ...this.draft, ...detail })}
      ></key-form>`;
  }
}
customElements.define('key-dialog', KeyDialog);
