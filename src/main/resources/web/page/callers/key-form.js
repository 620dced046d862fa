import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { PageElement } from '../parts/element.js';
import { faultText, radios, textField } from '../parts/fields.js';
import { callersWords } from './words-callers.js';
import './scope-picker.js';

const text = callersWords.form;

/**
 * The fields of a new key. `draft` and `faults` are the dialog's; `choices` what can be chosen of each kind. Fires `drafted` with
 * what was changed, in `detail`.
 */
class KeyForm extends PageElement {
  static properties = { draft: { attribute: false }, faults: { attribute: false }, choices: { attribute: false } };

  #set(change) {
    this.dispatchEvent(new CustomEvent('drafted', { detail: change }));
  }

  render() {
    const { draft, faults } = this;
    return html`${textField({
        id: 'key-name',
        label: text.name,
        help: text.nameHelp,
        value: draft.name,
        fault: faults['key-name'],
        required: true,
        input: (name) => this.#set({ name }),
      })}
      ${this.#roles()} ${draft.role === 'runner'
        ? html`<div class="pair">${['connectors', 'activities'].map((kind) => this.#picker(kind))}</div>`
        : nothing}
      ${radios({
        id: 'lifetime',
        label: text.lifetime,
        name: 'lifetime',
        value: draft.lifetime,
        choices: Object.entries(text.lifetimes),
        help: draft.lifetime === 'none' ? text.noEnd : '',
        change: (lifetime) => this.#set({ lifetime }),
      })}
      ${draft.lifetime === 'date'
        ? textField({
            id: 'day',
            label: text.day,
            help: text.dayHelp,
            type: 'date',
            kind: 'day-field',
            value: draft.day,
            fault: faults.day,
            required: true,
            input: (day) => this.#set({ day }),
          })
        : faultText('day', faults.day)}`;
  }

  #roles() {
    return html`<fieldset class="field" id="role" tabindex="-1">
      <legend>${text.role}</legend>
      ${Object.entries(text.roleChoices).map(
        ([role, may]) => html`<label class="choice role-choice">
          <input
            type="radio"
            class="form-check-input"
            name="role"
            value=${role}
            aria-label=${callersWords.roles[role]}
            aria-describedby="role-${role}"
            .checked=${live(this.draft.role === role)}
            @change=${() => this.#set({ role })}
          /><span><strong>${callersWords.roles[role]}</strong> <span id="role-${role}" class="muted">${may}</span></span></label
        >`,
      )}
      ${faultText('role', this.faults.role)}
    </fieldset>`;
  }

  #picker(kind) {
    const { chosen, everything } = this.draft.scope[kind];
    return html`<scope-picker
      kind=${kind}
      .choices=${this.choices[kind]}
      .chosen=${chosen}
      ?everything=${everything}
      offersAll
      .fault=${this.faults[kind] ?? ''}
      @chosen=${({ detail }) => this.#set({ scope: { ...this.draft.scope, [kind]: detail } })}
    ></scope-picker>`;
  }
}
customElements.define('key-form', KeyForm);
