import { html } from 'lit';
import { activityFields } from '../activity/activity-fields.js';
import { completed } from '../activity/activity-draft.js';
import { connectorFault } from '../apps/connector-field.js';
import { PageElement } from '../parts/element.js';
import { textField } from '../parts/fields.js';
import { mentioned } from './parameter-draft.js';
import { parameterRows } from './parameter-rows.js';
import { errorSummary } from '../parts/parts.js';
import { blankSaved, savedDraftOf, savedFaults, savedField, savedLabel, savedText } from './saved-draft.js';
import { savedWords } from './words-saved.js';

const text = savedWords.form;

/**
 * The fields of one saved activity, and what is wrong in them. `original` is the activity as JSON text, as the API answered with
 * it, null for a new one; `begun` is what a new one begins with. The dialog around it loads and saves.
 */
class SavedForm extends PageElement {
  static properties = {
    original: { attribute: false },
    begun: { attribute: false },
    apps: { attribute: false },
    readOnly: { type: Boolean },
    draft: { state: true },
    faults: { state: true },
    problem: { state: true },
    tried: { state: true },
  };

  #untouched = '';

  constructor() {
    super();
    Object.assign(this, { original: null, begun: null, apps: null, readOnly: false, draft: null });
  }

  willUpdate(changed) {
    if (!this.draft) this.begin(this.original);
    if (changed.has('apps') && this.apps) this.#missRevoked();
  }

  /** Shows that activity as it is, with nothing typed. */
  begin(original) {
    this.original = original;
    this.draft = original ? savedDraftOf(original) : { ...blankSaved(), ...this.begun };
    this.faults = new Map();
    this.problem = null;
    this.tried = false;
    if (this.apps) this.#missRevoked();
    this.settle();
    // What was begun elsewhere is not kept anywhere yet.
    if (!original && this.begun) this.#untouched = '';
  }

  /** Another may have taken the name of one that was revoked: it is not chosen by that. */
  #missRevoked() {
    if (!this.original || this.readOnly) return;
    const { connectorId, connector } = JSON.parse(this.original);
    if (this.draft.connector !== connector || this.apps.some((app) => app.id === connectorId)) return;
    const wasTouched = this.isTouched();
    this.#set({ connector: '' });
    if (!wasTouched) this.settle();
    this.faults = new Map(this.faults).set('connector', text.faults.revoked(connector));
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
   * @returns {string | null} what the API is to be sent, as JSON text; null where something is wrong, which is then said
   */
  judge() {
    this.tried = true;
    this.problem = null;
    this.#set({ path: completed(this.draft.path) });
    this.faults = this.#allFaults();
    if (!this.faults.size) return savedText(this.draft);
    this.focusOn('.summary');
    return null;
  }

  #allFaults() {
    const faults = savedFaults(this.draft);
    const fault = connectorFault(this.apps, this.draft.connector);
    if (fault) faults.set('connector', fault);
    return faults;
  }

  /**
   * Says what the server refused, at the fields that are to blame.
   * @param {import('../api.js').Problem} problem
   */
  blame(problem) {
    const told = problem.is('name-taken') ? [{ field: '/name', message: problem.detail }] : problem.errors;
    const known = told.filter(({ field }) => field);
    this.faults = new Map(known.map(({ field, message }) => [savedField(field, this.draft), message]));
    this.problem = problem;
    this.focusOn('.summary');
  }

  /** A row's faults go by its place, which others have when one is gone. */
  #set(values) {
    for (const [field, group] of [['headers', 'header-'], ['parameters', 'param-']]) {
      if (values[field] && values[field].length !== this.draft[field].length) this.#forget(group);
    }
    this.draft = { ...this.draft, ...values };
  }

  #forget(group) {
    this.faults = new Map([...this.faults].filter(([id]) => !id.startsWith(group)));
  }

  /** A field is judged when it is left, and not while somebody types. */
  #leave(id) {
    if (id === 'path') this.#set({ path: completed(this.draft.path) });
    // An empty field is no mistake yet: somebody may come back to it.
    if (!this.tried && !this.querySelector(`#${id}`)?.value) return this.#forget(id);
    const fault = this.#allFaults().get(id);
    const faults = new Map(this.faults);
    if (fault) faults.set(id, fault);
    else faults.delete(id);
    this.faults = faults;
  }

  render() {
    const { draft, faults, readOnly } = this;
    const leave = (id) => this.#leave(id);
    const focus = (selector) => this.focusOn(selector);
    const plain = (id, more = {}) =>
      textField({
        id,
        label: text[id],
        help: text[`${id}Help`],
        value: draft[id],
        fault: faults.get(id),
        disabled: readOnly,
        input: (value) => this.#set({ [id]: value }),
        leave: () => leave(id),
        ...more,
      });
    return html`${this.#summary()} ${plain('name', { required: true, kind: 'mono' })} ${plain('description')}
    ${activityFields({
      apps: this.apps,
      draft,
      faults,
      disabled: readOnly,
      timeoutHelp: text.timeoutHelp,
      choose: (connector) => {
        this.#set({ connector });
        this.#forget('connector');
      },
      set: (values) => this.#set(values),
      leave,
      focus,
    })}
    ${parameterRows({
      rows: draft.parameters,
      change: (parameters) => this.#set({ parameters }),
      offered: mentioned(draft),
      faults,
      leave,
      focus,
      disabled: readOnly,
    })}
    ${plain('select', { kind: 'mono' })}`;
  }

  #summary() {
    const faults = [...this.faults].map(([id, message]) => ({ id, label: savedLabel(id), message }));
    return errorSummary(this.tried ? faults : [], this.problem);
  }
}
customElements.define('saved-form', SavedForm);
