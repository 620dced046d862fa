import { html } from 'lit';
import { call, Problem } from './api.js';
import { blankDraft, documentOf, draftOf, isKept } from './connector-draft.js';
import { allFaults, faultOf, fieldOf, labelOf } from './connector-faults.js';
import { authFields, authTypes, domainField, limitFields, nameField } from './connector-fields.js';
import { closeDialog, dialogFrame, openDialog } from './dialogs.js';
import { PageElement } from './element.js';
import { headerRows } from './header-rows.js';
import { icon } from './icon.js';
import { actionButton, errorSummary, problemNotice } from './parts.js';
import { words } from './words.js';

const { form } = words.apps;

/**
 * Makes or changes one connector; whoever may only read sees it. `app` is its id, or `new`. Fires `saved` with what the API
 * answered, and `closed`.
 */
class ConnectorDialog extends PageElement {
  static properties = {
    app: {},
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
  };

  #original = null;
  #etag = null;
  #untouched = '';

  constructor() {
    super();
    Object.assign(this, { draft: null, loadProblem: null, problem: null, faults: new Map() });
    Object.assign(this, { busy: false, more: false, replacing: false, asking: false, tried: false, readOnly: false });
  }

  firstUpdated() {
    openDialog(this);
    if (this.app === 'new') this.#begin(blankDraft());
    else this.#load();
  }

  disconnectedCallback() {
    closeDialog(this);
    super.disconnectedCallback();
  }

  #begin(draft) {
    this.draft = draft;
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
      await this.#read();
      this.#begin(draftOf(this.#original));
    } catch (problem) {
      this.loadProblem = problem;
    }
  }

  async #read() {
    const answer = await call('GET', `/api/connectors/${encodeURIComponent(this.app)}`);
    this.#original = answer.data;
    this.#etag = answer.etag;
  }

  #set(values) {
    this.draft = { ...this.draft, ...values };
  }

  #setGroup(group, values) {
    this.#set({ [group]: { ...this.draft[group], ...values } });
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
      this.#refused(problem);
    }
    this.busy = false;
  }

  #refused(problem) {
    const faults = new Map();
    const told = problem.is('name-taken') ? [{ field: '/name', message: problem.detail }] : problem.errors;
    for (const { field, message } of told) {
      if (field) faults.set(fieldOf(field, this.draft), message);
    }
    this.faults = faults;
    this.problem = problem.is('connector-revoked') ? new Problem({ title: problem.title, detail: form.gone }) : problem;
    this.focusOn('.summary');
  }

  /** Takes the other's version as the ground of this one, whose fields stay as they were typed. */
  async #saveOver() {
    this.problem = null;
    try {
      await this.#read();
    } catch (problem) {
      this.#refused(problem);
      return;
    }
    await this.#save();
  }

  #close() {
    if (!this.readOnly && this.draft && JSON.stringify(this.draft) !== this.#untouched && !this.asking) {
      this.asking = true;
      this.focusOn('#discard');
    } else {
      this.#closeNow();
    }
  }

  #closeNow() {
    this.dispatchEvent(new Event('closed'));
  }

  render() {
    const name = this.#original?.name ?? '';
    const title = this.app === 'new' ? form.newTitle : this.readOnly ? form.viewTitle(name) : form.editTitle(name);
    return dialogFrame({
      id: 'connector',
      title,
      wide: true,
      close: () => this.#close(),
      submit: () => this.#save(),
      body: this.#body(),
      buttons: this.asking ? this.#discard() : this.#buttons(),
    });
  }

  #discard() {
    return html`<p class="asking" role="alert">${words.form.discard}</p>
      ${actionButton({ label: words.form.discardNo, click: () => (this.asking = false) })}
      <button id="discard" type="button" class="btn btn-danger" @click=${() => this.#closeNow()}>${words.form.discardYes}</button>`;
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
      setType: (type) => this.#set({ type }),
      showMore: () => {
        this.more = true;
        this.focusOn('#auth-type input[value="api-key"]');
      },
      setReplacing: (replacing, then) => {
        this.replacing = replacing;
        this.focusOn(then);
      },
    };
    return html`${this.problem?.is('stale-version') ? this.#stale() : this.#summary()} ${nameField(state)} ${authTypes(state)}
    ${domainField(state)} ${authFields(state)}
    ${headerRows({
      rows: draft.headers,
      change: (headers) => this.#set({ headers }),
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
    return html`<div class="summary notice notice-warning" role="alert" tabindex="-1">
      ${icon('exclamation-triangle')}
      <div>
        <p class="notice-title">${form.stale}</p>
        <p>${form.staleText}</p>
        <div class="buttons">
          ${actionButton({ label: form.staleLoad, kind: 'secondary btn-sm', click: () => this.#load() })}
          ${actionButton({ label: form.staleSave, kind: 'secondary btn-sm', click: () => this.#saveOver() })}
        </div>
      </div>
    </div>`;
  }
}
customElements.define('connector-dialog', ConnectorDialog);
