import { html, nothing } from 'lit';
import { call, Problem } from '../api.js';
import { differences } from './connector-difference.js';
import { closeDialog, dialogFrame, openDialog } from '../parts/dialogs.js';
import { PageElement } from '../parts/element.js';
import { actionButton, problemNotice } from '../parts/parts.js';
import { stayWhile } from '../router.js';
import { staleNotice } from '../parts/stale-notice.js';
import { askIf } from '../unsaved.js';
import { words } from '../words.js';
import './connector-form.js';

const { form } = words.apps;

/**
 * Makes or changes one connector; whoever may only read sees it. `app` is its id, or `new`, `name` what it was called when it
 * was last seen. Fires `saved` with what the API answered and whether that is to be tested, and `closed`.
 */
class ConnectorDialog extends PageElement {
  static properties = {
    app: {},
    name: { attribute: false },
    readOnly: { type: Boolean },
    original: { state: true },
    loadProblem: { state: true },
    busy: { state: true },
    asking: { state: true },
    theirs: { state: true },
  };

  #etag = null;
  #testWanted = false;
  #ends = [];

  constructor() {
    super();
    Object.assign(this, { name: '', readOnly: false, original: null, loadProblem: null, busy: '', asking: false, theirs: null });
  }

  connectedCallback() {
    super.connectedCallback();
    this.#ends = [stayWhile(() => this.#mustStay()), askIf(() => this.#isTouched())];
  }

  firstUpdated() {
    openDialog(this);
    if (this.app === 'new') this.focusOn('#name');
    else this.#load();
  }

  disconnectedCallback() {
    this.#ends.forEach((end) => end());
    closeDialog(this);
    super.disconnectedCallback();
  }

  /** Once the fields are there, too. */
  async getUpdateComplete() {
    const done = await super.getUpdateComplete();
    await this.#form()?.updateComplete;
    return done;
  }

  /** Absent while there is nothing to fill it with. */
  #form() {
    return this.querySelector('connector-form');
  }

  async #load() {
    this.loadProblem = null;
    try {
      this.#take(await this.#read());
      this.focusOn(this.readOnly ? '.dialog-head button' : '#name');
    } catch (problem) {
      this.loadProblem = problem;
    }
  }

  #read() {
    return call('GET', `/api/connectors/${encodeURIComponent(this.app)}`);
  }

  #take({ data, etag }) {
    this.original = data;
    this.#etag = etag;
    this.theirs = null;
  }

  /** @param {boolean} test whether it is to be tested then */
  async #save(test) {
    if (this.busy) return;
    this.#testWanted = test;
    this.theirs = null;
    const body = this.#form().judge();
    if (!body) return;
    this.busy = test ? 'test' : 'save';
    try {
      const { data } = this.original
        ? await call('PUT', `/api/connectors/${this.original.id}`, { body, etag: this.#etag })
        : await call('POST', '/api/connectors', { body });
      this.#form().settle();
      this.dispatchEvent(new CustomEvent('saved', { detail: { connector: data, isNew: !this.original, test } }));
    } catch (problem) {
      await this.#refused(problem);
    }
    this.busy = '';
  }

  async #refused(problem) {
    if (problem.is('stale-version')) {
      try {
        this.theirs = await this.#read();
        this.focusOn('.summary');
      } catch (unread) {
        this.#form().blame(unread);
      }
      return;
    }
    this.#form().blame(problem.is('connector-revoked') ? new Problem({ title: problem.title, detail: form.gone }) : problem);
  }

  #isTouched() {
    return Boolean(this.#form()?.isTouched());
  }

  #close() {
    // How the saving ends is to be read here.
    if (this.busy) return;
    if (this.#isTouched() && !this.asking) this.#ask();
    else this.#closeNow();
  }

  #ask() {
    this.asking = true;
    this.focusOn('#keep');
  }

  /** Back would lose what was typed: it asks first. */
  #mustStay() {
    if (this.#isTouched()) this.#ask();
    return this.#isTouched();
  }

  #closeNow() {
    this.dispatchEvent(new Event('closed'));
  }

  render() {
    return dialogFrame({
      id: 'connector',
      title: this.#title(),
      wide: true,
      close: () => this.#close(),
      submit: () => this.#save(true),
      body: this.#body(),
      buttons: this.asking ? this.#discard() : this.#buttons(),
    });
  }

  #keep() {
    this.asking = false;
    this.focusOn('#name');
  }

  #title() {
    if (this.app === 'new') return form.newTitle;
    const name = this.original?.name ?? this.name;
    if (!name) return form.openTitle;
    return this.readOnly ? name : form.editTitle(name);
  }

  #discard() {
    return html`<p class="asking" role="alert">${words.form.discard}</p>
      <button id="keep" type="button" class="btn btn-secondary" @click=${() => this.#keep()}>${words.form.discardNo}</button>
      <button type="button" class="btn btn-danger" @click=${() => this.#closeNow()}>${words.form.discardYes}</button>`;
  }

  #isLoaded() {
    return this.app === 'new' || this.original !== null;
  }

  #buttons() {
    if (this.readOnly || !this.#isLoaded()) return actionButton({ label: form.close, click: () => this.#closeNow() });
    return html`${actionButton({ label: words.frame.cancel, click: () => this.#close() })}
    ${actionButton({ label: form.save, busy: this.busy === 'save', click: () => this.#save(false) })}
    ${actionButton({ label: form.saveAndTest, kind: 'primary', type: 'submit', busy: this.busy === 'test' })}`;
  }

  #body() {
    if (this.loadProblem) return problemNotice(this.loadProblem, () => this.#load());
    if (!this.#isLoaded()) return html`<p class="muted loading" role="status">${form.loading}</p>`;
    return html`${this.theirs ? this.#stale() : nothing}
      <connector-form .original=${this.original} ?readOnly=${this.readOnly}></connector-form>`;
  }

  #stale() {
    const { data } = this.theirs;
    return staleNotice({
      title: form.stale,
      changes: differences(this.original, data),
      busy: Boolean(this.busy),
      load: () => {
        this.#take(this.theirs);
        this.#form().begin(data);
        this.focusOn('#name');
      },
      save: async () => {
        this.#take(this.theirs);
        await this.updateComplete;
        this.#save(this.#testWanted);
      },
    });
  }
}
customElements.define('connector-dialog', ConnectorDialog);
