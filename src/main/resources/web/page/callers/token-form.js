import { html } from 'lit';
import { PageElement } from '../parts/element.js';
import { textField } from '../parts/fields.js';
import { actionButton, errorSummary } from '../parts/parts.js';
import { mayDesign } from '../session/session.js';
import { call } from '../api.js';
import { documentOf, faultsBy, faultsOf, newTokenDraft } from './token-draft.js';
import { callersWords } from './words-callers.js';
import { tokensWords as text } from './words-tokens.js';
import './scope-picker.js';

const LABELS = {
  connectors: callersWords.picker.connectors,
  activities: callersWords.picker.activities,
  minutes: text.minutes,
  origin: text.origin,
  subject: text.subject,
};

/**
 * Makes a browser token. `choices` are what can be chosen of each kind. Fires `made`, with the answer and the scope in `detail`.
 */
class TokenForm extends PageElement {
  static properties = {
    choices: { attribute: false },
    draft: { state: true },
    faults: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  constructor() {
    super();
    Object.assign(this, { draft: newTokenDraft(), faults: {}, problem: null, busy: false });
  }

  async #make(event) {
    event.preventDefault();
    if (this.busy) return;
    this.problem = null;
    this.faults = faultsOf(this.draft);
    if (this.#faulty()) return;
    this.busy = true;
    const { scope } = this.draft;
    try {
      const { data } = await call('POST', '/api/tokens', { body: documentOf(this.draft) });
      this.dispatchEvent(new CustomEvent('made', { detail: { ...data, scope } }));
    } catch (problem) {
      this.problem = problem;
      this.faults = faultsBy(problem);
      this.#faulty();
    }
    this.busy = false;
  }

  #faulty() {
    const found = this.problem !== null || Object.keys(this.faults).length > 0;
    if (found) this.focusOn('.summary');
    return found;
  }

  #set(change) {
    this.draft = { ...this.draft, ...change };
  }

  render() {
    const faults = Object.entries(this.faults).map(([id, message]) => ({ id, label: LABELS[id], message }));
    return html`<form class="card-box" novalidate @submit=${this.#make}>
      <h2 class="values-title">${text.formTitle}</h2>
      ${errorSummary(faults, this.problem)} ${['connectors', 'activities'].map((kind) => this.#picker(kind))}
      ${this.#field('minutes', { label: text.minutes, help: text.minutesHelp, required: true, inputmode: 'numeric', kind: 'minutes-field' })}
      ${this.#field('origin', { label: text.origin, help: text.originHelp })}
      ${this.#field('subject', { label: text.subject, help: text.subjectHelp })}
      ${actionButton({ label: text.button, kind: 'primary', type: 'submit', busy: this.busy })}
    </form>`;
  }

  #field(id, options) {
    return textField({ ...options, id, value: this.draft[id], fault: this.faults[id], input: (value) => this.#set({ [id]: value }) });
  }

  /** Whoever has a scope may not give away all. */
  #picker(kind) {
    const { chosen, everything } = this.draft.scope[kind];
    return html`<scope-picker
      kind=${kind}
      .choices=${this.choices[kind]}
      .chosen=${chosen}
      ?everything=${everything}
      ?offersAll=${mayDesign()}
      .fault=${this.faults[kind] ?? ''}
      @chosen=${({ detail }) => this.#set({ scope: { ...this.draft.scope, [kind]: detail } })}
    ></scope-picker>`;
  }
}
customElements.define('token-form', TokenForm);
