import { html, nothing } from 'lit';
import { call, Problem } from '../api.js';
import { closeDialog, dialogFrame, openDialog } from '../parts/dialogs.js';
import { PageElement } from '../parts/element.js';
import { letGo, takeOver } from '../result/handed-over.js';
import { actionButton, problemNotice } from '../parts/parts.js';
import { stayWhile } from '../router.js';
import { savedDifferences, savedDraftOf } from './saved-draft.js';
import { staleNotice } from '../parts/stale-notice.js';
import { askIf } from '../unsaved.js';
import { words } from '../words.js';
import { savedWords } from './words-saved.js';
import './saved-form.js';

const text = savedWords.form;

/**
 * Makes or changes one saved activity; whoever may only read sees it. `activity` is its id, or `new`; `from` the id of one that
 * a new one begins as; `name` what it was called when it was last seen; `apps` the connected apps to choose from. Fires `saved`
 * with what the API answered, and `closed`.
 */
class ActivityDialog extends PageElement {
  static properties = {
    activity: {},
    from: {},
    name: { attribute: false },
    apps: { attribute: false },
    readOnly: { type: Boolean },
    original: { state: true },
    begun: { state: true },
    loadProblem: { state: true },
    busy: { state: true },
    asking: { state: true },
    theirs: { state: true },
  };

  #etag = null;
  #ends = [];
  #kept = () => {};

  constructor() {
    super();
    Object.assign(this, { from: null, name: '', apps: null, readOnly: false, original: null, begun: null });
    Object.assign(this, { loadProblem: null, busy: false, asking: false, theirs: null });
  }

  connectedCallback() {
    super.connectedCallback();
    this.#ends = [stayWhile(() => this.#mustStay()), askIf(() => this.#isTouched())];
    const handed = this.activity === 'new' && !this.from ? takeOver() : null;
    if (handed) {
      this.begun = { ...handed.draft, timeout: handed.draft.timeout.trim() };
      this.#kept = handed.kept;
    }
  }

  firstUpdated() {
    openDialog(this);
    if (this.#isLoaded()) this.focusOn('#name');
    else this.#load();
  }

  disconnectedCallback() {
    this.#ends.forEach((end) => end());
    letGo();
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
    return this.querySelector('saved-form');
  }

  #isNew() {
    return this.activity === 'new';
  }

  #isLoaded() {
    return this.original !== null || (this.#isNew() && (!this.from || this.begun !== null));
  }

  async #load() {
    this.loadProblem = null;
    try {
      const answer = await this.#read();
      if (this.#isNew()) this.begun = { ...savedDraftOf(answer.text), name: '' };
      else this.#take(answer);
      this.focusOn(this.readOnly ? '.dialog-head button' : '#name');
    } catch (problem) {
      this.loadProblem = problem;
    }
  }

  #read() {
    return call('GET', `/api/activities/${encodeURIComponent(this.#isNew() ? this.from : this.activity)}`);
  }

  #take({ text: json, etag }) {
    this.original = json;
    this.#etag = etag;
    this.theirs = null;
  }

  async #save() {
    if (this.busy) return;
    this.theirs = null;
    const json = this.#form().judge();
    if (!json) return;
    this.busy = true;
    try {
      const { data } = this.#isNew()
        ? await call('POST', '/api/activities', { text: json })
        : await call('PUT', `/api/activities/${encodeURIComponent(this.activity)}`, { text: json, etag: this.#etag });
      this.#form().settle();
      this.#kept();
      this.dispatchEvent(new CustomEvent('saved', { detail: { activity: data, isNew: this.#isNew() } }));
    } catch (problem) {
      await this.#refused(problem);
    }
    this.busy = false;
  }

  async #refused(problem) {
    if (problem.is('stale-version')) {
      try {
        this.theirs = await this.#read();
        this.focusOn('.summary');
      } catch (unread) {
        this.#form().blame(this.#said(unread));
      }
      return;
    }
    this.#form().blame(this.#said(problem));
  }

  #said(problem) {
    return problem.is('not-found') ? new Problem({ title: problem.title, detail: text.gone }) : problem;
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
      id: 'activity',
      title: this.#title(),
      wide: true,
      close: () => this.#close(),
      submit: () => this.#save(),
      body: this.#body(),
      buttons: this.asking ? this.#discard() : this.#buttons(),
    });
  }

  #keep() {
    this.asking = false;
    this.focusOn('#name');
  }

  #title() {
    if (this.#isNew()) return text.newTitle;
    const name = this.original ? JSON.parse(this.original).name : this.name;
    if (!name) return text.openTitle;
    return this.readOnly ? name : text.editTitle(name);
  }

  #discard() {
    return html`<p class="asking" role="alert">${words.form.discard}</p>
      <button id="keep" type="button" class="btn btn-secondary" @click=${() => this.#keep()}>${words.form.discardNo}</button>
      <button type="button" class="btn btn-danger" @click=${() => this.#closeNow()}>${words.form.discardYes}</button>`;
  }

  #buttons() {
    if (this.readOnly || !this.#isLoaded()) return actionButton({ label: text.close, click: () => this.#closeNow() });
    return html`${actionButton({ label: words.frame.cancel, click: () => this.#close() })}
    ${actionButton({ label: text.save, kind: 'primary', type: 'submit', busy: this.busy })}`;
  }

  #body() {
    if (this.loadProblem) return problemNotice(this.loadProblem, () => this.#load());
    if (!this.#isLoaded()) return html`<p class="muted loading" role="status">${text.loading}</p>`;
    return html`${this.theirs ? this.#stale() : nothing}
      <saved-form .original=${this.original} .begun=${this.begun} .apps=${this.apps} ?readOnly=${this.readOnly}></saved-form>`;
  }

  #stale() {
    const { theirs } = this;
    return staleNotice({
      title: text.stale,
      changes: savedDifferences(this.original, theirs.text),
      busy: this.busy,
      load: () => {
        this.#take(theirs);
        this.#form().begin(theirs.text);
        this.focusOn('#name');
      },
      save: async () => {
        this.#take(theirs);
        await this.updateComplete;
        this.#save();
      },
    });
  }
}
customElements.define('activity-dialog', ActivityDialog);
