import { html, nothing } from 'lit';
import { call } from '../api.js';
import { startedAuth } from './auth-forms.js';
import { authFields, authTypes } from './connector-fields.js';
import { firstSecretOf, nextDocumentOf, nextDraftOf, nextFaultOf, nextFaults, nextFaultsTold, nextLabelOf } from './next-draft.js';
import { closeDialog, dialogFrame, openDialog } from '../parts/dialogs.js';
import { PageElement } from '../parts/element.js';
import { radios, textField } from '../parts/fields.js';
import { actionButton, errorSummary } from '../parts/parts.js';
import { stayWhile } from '../router.js';
import { askIf } from '../unsaved.js';
import { words } from '../words.js';
import { nextWords } from './words-next.js';

const text = nextWords.form;

/** Gives a connector, `app`, the secret that is to follow on its current one. Fires `saved`, and `closed`. */
class NextDialog extends PageElement {
  static properties = {
    app: { attribute: false },
    draft: { state: true },
    faults: { state: true },
    problem: { state: true },
    tried: { state: true },
    more: { state: true },
    busy: { state: true },
    asking: { state: true },
  };

  #ends = [];
  #untouched = '';

  constructor() {
    super();
    Object.assign(this, { draft: null, faults: new Map(), problem: null, tried: false, more: false, busy: false, asking: false });
  }

  connectedCallback() {
    super.connectedCallback();
    this.#ends = [stayWhile(() => this.#mustStay()), askIf(() => this.#isTouched())];
  }

  willUpdate() {
    if (this.draft) return;
    this.draft = nextDraftOf(this.app);
    this.#untouched = JSON.stringify(this.draft);
  }

  async firstUpdated() {
    await openDialog(this);
    this.focusOn(`#${firstSecretOf(this.draft)}`);
  }

  disconnectedCallback() {
    this.#ends.forEach((end) => end());
    closeDialog(this);
    super.disconnectedCallback();
  }

  #isTouched() {
    return this.draft !== null && JSON.stringify(this.draft) !== this.#untouched;
  }

  #mustStay() {
    if (this.#isTouched()) this.#ask();
    return this.#isTouched();
  }

  #ask() {
    this.asking = true;
    this.focusOn('#keep');
  }

  #close() {
    if (this.busy) return;
    if (this.#isTouched() && !this.asking) this.#ask();
    else this.#closeNow();
  }

  #closeNow() {
    this.dispatchEvent(new Event('closed'));
  }

  async #save() {
    if (this.busy) return;
    this.tried = true;
    this.problem = null;
    this.faults = nextFaults(this.draft);
    if (this.faults.size) return this.focusOn('.summary');
    this.busy = true;
    try {
      await call('PUT', `/api/connectors/${this.app.id}/next-auth`, { body: nextDocumentOf(this.draft) });
      this.#untouched = JSON.stringify(this.draft);
      this.dispatchEvent(new Event('saved'));
    } catch (problem) {
      this.faults = nextFaultsTold(problem);
      this.problem = problem;
      this.focusOn('.summary');
    }
    this.busy = false;
  }

  #set(values) {
    this.draft = { ...this.draft, ...values };
  }

  /** A field is judged when it is left; an empty one is no mistake yet. */
  #leave(id) {
    const faults = new Map(this.faults);
    const fault = this.tried || this.querySelector(`#${id}`)?.value ? nextFaultOf(id, this.draft) : '';
    if (fault) faults.set(id, fault);
    else faults.delete(id);
    this.faults = faults;
  }

  render() {
    return dialogFrame({
      id: 'next',
      title: text.title(this.app.name),
      wide: true,
      close: () => this.#close(),
      submit: () => this.#save(),
      body: html`${this.#summary()} ${this.#fields()} ${this.#when()}`,
      buttons: this.asking
        ? html`<p class="asking" role="alert">${words.form.discard}</p>
            <button id="keep" type="button" class="btn btn-secondary" @click=${() => this.#keep()}>${words.form.discardNo}</button>
            <button type="button" class="btn btn-danger" @click=${() => this.#closeNow()}>${words.form.discardYes}</button>`
        : html`${actionButton({ label: words.frame.cancel, click: () => this.#close() })}
          ${actionButton({ label: text.save, kind: 'primary', type: 'submit', busy: this.busy })}`,
    });
  }

  #keep() {
    this.asking = false;
    this.focusOn(`#${firstSecretOf(this.draft)}`);
  }

  #summary() {
    const faults = [...this.faults].map(([id, message]) => ({ id, label: nextLabelOf(id, this.draft.type), message }));
    return errorSummary(this.tried ? faults : [], this.problem);
  }

  #fields() {
    const state = {
      draft: this.draft,
      faults: this.faults,
      original: null,
      except: ['none'],
      more: this.more,
      replacing: new Set(),
      leave: (id) => this.#leave(id),
      setDraft: (values) => this.#set(values),
      set: (values) => this.#set({ auth: { ...this.draft.auth, ...values } }),
      setType: (type) => {
        this.#set({ type, auth: startedAuth(this.draft.auth, type) });
        this.faults = new Map();
      },
      showMore: () => {
        this.more = true;
        this.focusOn('#auth-type input[value="api-key"]');
      },
      setReplacing: () => {},
    };
    return html`${authTypes(state)} ${authFields(state)}`;
  }

  #when() {
    const { when, time } = this.draft;
    return html`${radios({
      id: 'when',
      label: text.when,
      name: 'when',
      value: when,
      choices: Object.entries(text.whens),
      help: when === 'time' ? text.timeHelp : text.refusedHelp,
      change: (chosen) => this.#set({ when: chosen }),
    })}
    ${when === 'time'
      ? textField({
          id: 'activateAt',
          label: text.time,
          help: text.timeZone(Intl.DateTimeFormat().resolvedOptions().timeZone),
          type: 'datetime-local',
          kind: 'time-field',
          value: time,
          fault: this.faults.get('activateAt'),
          required: true,
          input: (value) => this.#set({ time: value }),
          leave: () => this.#leave('activateAt'),
        })
      : nothing}`;
  }
}
customElements.define('next-dialog', NextDialog);
