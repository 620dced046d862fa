import { html } from 'lit';
import { call, Problem } from './api.js';
import { blankDraft, documentOf, draftOf, isKept } from './connector-draft.js';
import { allFaults, faultOf, fieldOf, labelOf } from './connector-faults.js';
import { authFields, authTypes, domainField, limitFields, nameField } from './connector-fields.js';
import { closeDialog, dialogFrame, openDialog } from './dialogs.js';
import { PageElement } from './element.js';
import { headerRows } from './header-rows.js';
import { actionButton, errorSummary, problemNotice } from './parts.js';
import { stayWhile } from './router.js';
import { staleNotice } from './stale-notice.js';
import { words } from './words.js';

const { form } = words.apps;

/**
 * Makes or changes one connector; whoever may only read sees it. `app` is its id, or `new`, `name` what it was called when it
 * was last seen. Fires `saved` with what the API answered, and `closed`.
 */
class ConnectorDialog extends PageElement {
  static properties = {
    app: {},
    name: { attribute: false },
    readOnly: { type: Boolean },
    draft: { state: true },
    loadProblem: { state: true },
    problem: { state: true },
    faults: { state: true },
    busy: { state: true },
    more: { state: true },
    replacing: { state: true },
    asking: { state: true },
    tried: { state: true },
    theirs: { state: true },
  };

  #original = null;
  #etag = null;
  #untouched = '';
  #end = null;

  constructor() {
    super();
    Object.assign(this, { draft: null, loadProblem: null, problem: null, faults: new Map(), theirs: null, name: '' });
    Object.assign(this, { busy: false, more: false, replacing: false, asking: false, tried: false, readOnly: false });
  }

  connectedCallback() {
    super.connectedCallback();
    this.#end = stayWhile(() => this.#mustStay());
  }

  firstUpdated() {
    openDialog(this);
    if (this.app === 'new') this.#begin(blankDraft());
    else this.#load();
  }

  disconnectedCallback() {
    this.#end();
    closeDialog(this);
    super.disconnectedCallback();
  }

  #begin(draft) {
    this.draft = draft;
    this.theirs = null;
    this.#untouched = JSON.stringify(draft);
    this.faults = new Map();
    this.tried = false;
    this.problem = null;
    this.replacing = false;
    this.focusOn(this.readOnly ? '.dialog-head button' : '#name');
  }

  async #load() {
    this.loadProblem = null;
    try {
      this.#take(await this.#read());
      this.#begin(draftOf(this.#original));
    } catch (problem) {
      this.loadProblem = problem;
    }
  }

  #read() {
    return call('GET', `/api/connectors/${encodeURIComponent(this.app)}`);
  }

  #take({ data, etag }) {
    this.#original = data;
    this.#etag = etag;
    this.theirs = null;
  }

  #set(values) {
    this.draft = { ...this.draft, ...values };
  }

  #setGroup(group, values) {
    this.#set({ [group]: { ...this.draft[group], ...values } });
  }

  /** The fields of the other type are gone, and with them what was wrong in them. */
  #setType(type) {
    this.#set({ type });
    this.#forget('auth-');
  }

  /** A row's faults go by its place, which others have when one is gone. */
  #setHeaders(headers) {
    if (headers.length !== this.draft.headers.length) this.#forget('header-');
    this.#set({ headers });
  }

  #forget(group) {
    this.faults = new Map([...this.faults].filter(([id]) => !id.startsWith(group)));
  }

  /** A field is judged when it is left, and not while somebody types. */
  #leave(id) {
    // Leaving an untouched form, or by its buttons, is no mistake yet.
    if (JSON.stringify(this.draft) === this.#untouched) return;
    const faults = new Map(this.faults);
    const fault = faultOf(id, this.draft, this.#original);
    if (fault) faults.set(id, fault);
    else faults.delete(id);
    this.faults = faults;
  }

  async #save() {
    if (this.busy) return;
    this.tried = true;
    this.faults = allFaults(this.draft, this.#original);
    this.problem = null;
    this.theirs = null;
    if (this.faults.size) {
      this.focusOn('.summary');
      return;
    }
    this.busy = true;
    try {
      const body = documentOf(this.draft, this.#original);
      const { data } = this.#original
        ? await call('PUT', `/api/connectors/${this.#original.id}`, { body, etag: this.#etag })
        : await call('POST', '/api/connectors', { body });
      this.#untouched = JSON.stringify(this.draft);
      this.dispatchEvent(new CustomEvent('saved', { detail: { connector: data, isNew: !this.#original } }));
    } catch (problem) {
      await this.#refused(problem);
    }
    this.busy = false;
  }

  async #refused(problem) {
    if (problem.is('stale-version')) {
      try {
        this.theirs = await this.#read();
      } catch (unread) {
        this.problem = unread;
      }
      this.focusOn('.summary');
      return;
    }
    this.#blame(problem);
  }

  #blame(problem) {
    const faults = new Map();
    const told = problem.is('name-taken') ? [{ field: '/name', message: problem.detail }] : problem.errors;
    for (const { field, message } of told) {
      if (field) faults.set(fieldOf(field, this.draft), message);
    }
    this.faults = faults;
    this.problem = problem.is('connector-revoked') ? new Problem({ title: problem.title, detail: form.gone }) : problem;
    this.focusOn('.summary');
  }

  #isTouched() {
    return !this.readOnly && this.draft !== null && JSON.stringify(this.draft) !== this.#untouched;
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
    if (this.app === 'new') return form.newTitle;
    const name = this.#original?.name ?? this.name;
    if (!name) return form.openTitle;
    return this.readOnly ? name : form.editTitle(name);
  }

  #discard() {
    return html`<p class="asking" role="alert">${words.form.discard}</p>
      <button id="keep" type="button" class="btn btn-secondary" @click=${() => this.#keep()}>${words.form.discardNo}</button>
      <button type="button" class="btn btn-danger" @click=${() => this.#closeNow()}>${words.form.discardYes}</button>`;
  }

  #buttons() {
    if (this.readOnly || !this.draft) return actionButton({ label: form.close, click: () => this.#closeNow() });
    return html`${actionButton({ label: words.frame.cancel, click: () => this.#close() })}
    ${actionButton({ label: form.save, kind: 'primary', type: 'submit', busy: this.busy })}`;
  }

  #body() {
    if (this.loadProblem) return problemNotice(this.loadProblem, () => this.#load());
    if (!this.draft) return html`<p class="muted loading" role="status">${form.loading}</p>`;
    const { draft, faults } = this;
    const leave = (id) => this.#leave(id);
    const state = {
      draft,
      faults,
      leave,
      original: this.#original,
      disabled: this.readOnly,
      more: this.more,
      replacing: this.replacing,
      set: (values) => this.#setGroup('auth', values),
      setDraft: (values) => this.#set(values),
      setGroup: (group, values) => this.#setGroup(group, values),
      setType: (type) => this.#setType(type),
      showMore: () => {
        this.more = true;
        this.focusOn('#auth-type input[value="api-key"]');
      },
      setReplacing: (replacing, then) => {
        this.replacing = replacing;
        this.focusOn(then);
      },
    };
    return html`${this.theirs ? this.#stale() : this.#summary()} ${nameField(state)} ${authTypes(state)}
    ${domainField(state)} ${authFields(state)}
    ${headerRows({
      rows: draft.headers,
      change: (headers) => this.#setHeaders(headers),
      faults,
      leave,
      secrets: true,
      disabled: this.readOnly,
      isKept: (row) => isKept(row, draft, this.#original),
      focus: (selector) => this.focusOn(selector),
    })}
    ${limitFields(state)}`;
  }

  /** What was wrong when it was sent, and is still wrong. */
  #summary() {
    const faults = [...this.faults].map(([id, message]) => ({ id, label: labelOf(id), message }));
    return errorSummary(this.tried ? faults : [], this.problem);
  }

  #stale() {
    return staleNotice({
      before: this.#original,
      after: this.theirs.data,
      busy: this.busy,
      load: () => {
        this.#take(this.theirs);
        this.#begin(draftOf(this.#original));
      },
      save: () => {
        this.#take(this.theirs);
        this.#save();
      },
    });
  }
}
customElements.define('connector-dialog', ConnectorDialog);
