import { html } from 'lit';
import { startedAuth } from './auth-forms.js';
import { blankDraft, completed, documentOf, draftOf, isKept } from './connector-draft.js';
import { allFaults, faultOf, fieldOf, labelOf } from './connector-faults.js';
import { authFields, authTypes, domainField, limitFields, nameField, tlsFields } from './connector-fields.js';
import { PageElement } from '../parts/element.js';
import { headerRows } from '../parts/header-rows.js';
import { errorSummary } from '../parts/parts.js';

/**
 * The fields of one connector, and what is wrong in them. `original` is the connector as the API answered with it, null for a
 * new one. The dialog around it loads and saves.
 */
class ConnectorForm extends PageElement {
  static properties = {
    original: { attribute: false },
    readOnly: { type: Boolean },
    draft: { state: true },
    faults: { state: true },
    problem: { state: true },
    tried: { state: true },
    more: { state: true },
    replacing: { state: true },
  };

  #untouched = '';

  constructor() {
    super();
    Object.assign(this, { original: null, readOnly: false, draft: null, more: false });
  }

  willUpdate() {
    if (!this.draft) this.begin(this.original);
  }

  /** Shows that connector as it is, with nothing typed. */
  begin(original) {
    this.original = original;
    this.draft = original ? draftOf(original) : blankDraft();
    this.faults = new Map();
    this.problem = null;
    this.tried = false;
    this.replacing = new Set();
    this.settle();
  }

  /** What is typed now is not lost any more. */
  settle() {
    this.#untouched = JSON.stringify(this.draft);
  }

  /** Whether something was typed that is not saved. */
  isTouched() {
    return !this.readOnly && this.draft !== null && JSON.stringify(this.draft) !== this.#untouched;
  }

  /**
   * Judges the whole form.
   * @returns {object | null} what the API is to be sent; null where something is wrong, which is then said
   */
  judge() {
    this.tried = true;
    this.#set({ domain: completed(this.draft.domain) });
    this.faults = allFaults(this.draft, this.original);
    this.problem = null;
    if (!this.faults.size) return documentOf(this.draft, this.original);
    this.focusOn('.summary');
    return null;
  }

  /**
   * Says what the server refused, at the fields that are to blame.
   * @param {import('../api.js').Problem} problem
   */
  blame(problem) {
    const faults = new Map();
    const told = problem.is('name-taken') ? [{ field: '/name', message: problem.detail }] : problem.errors;
    for (const { field, message } of told) {
      if (field) faults.set(fieldOf(field, this.draft), message);
    }
    this.faults = faults;
    this.problem = problem;
    this.focusOn('.summary');
  }

  #set(values) {
    this.draft = { ...this.draft, ...values };
  }

  #setGroup(group, values) {
    this.#set({ [group]: { ...this.draft[group], ...values } });
  }

  /** The fields of the other type are gone, and with them what was wrong in them. */
  #setType(type) {
    this.#set({ type, auth: startedAuth(this.draft.auth, type) });
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
    if (id === 'domain') this.#set({ domain: completed(this.draft.domain) });
    // An empty field is no mistake yet: somebody may come back to it.
    if (!this.tried && !this.querySelector(`#${id}`)?.value) return this.#forget(id);
    const faults = new Map(this.faults);
    const fault = faultOf(id, this.draft, this.original);
    if (fault) faults.set(id, fault);
    else faults.delete(id);
    this.faults = faults;
  }

  render() {
    const { draft, faults, original, readOnly } = this;
    const leave = (id) => this.#leave(id);
    const state = {
      draft,
      faults,
      leave,
      original,
      disabled: readOnly,
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
      setReplacing: (name, replacing) => {
        const others = [...this.replacing].filter((other) => other !== name);
        this.replacing = new Set(replacing ? [...others, name] : others);
        this.focusOn(`#${name}`);
      },
    };
    return html`${this.#summary()} ${nameField(state)} ${authTypes(state)} ${domainField(state)} ${authFields(state)}
    ${headerRows({
      rows: draft.headers,
      change: (headers) => this.#setHeaders(headers),
      faults,
      leave,
      secrets: true,
      disabled: readOnly,
      isKept: (row) => isKept(row, draft, original),
      focus: (selector) => this.focusOn(selector),
    })}
    ${tlsFields(state)} ${limitFields(state)}`;
  }

  /** What was wrong when it was sent, and is still wrong. */
  #summary() {
    const faults = [...this.faults].map(([id, message]) => ({ id, label: labelOf(id, this.draft.type), message }));
    return errorSummary(this.tried ? faults : [], this.problem);
  }
}
customElements.define('connector-form', ConnectorForm);
