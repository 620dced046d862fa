import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { breakable } from '../parts/breakable.js';
import { PageElement } from '../parts/element.js';
import { faultText } from '../parts/fields.js';
import { callersWords } from './words-callers.js';

const text = callersWords.picker;

/** How many there must be for a search to be of use. */
const MANY = 7;

/**
 * Chooses what a caller may run of one kind. `kind` is `connectors` or `activities`, `choices` have `id`, `name` and maybe a
 * `note`, `chosen` is a set of ids, `everything` whether all are, also later ones, `offersAll` whether that can be chosen. Fires
 * `chosen` with both, in `detail`.
 */
class ScopePicker extends PageElement {
  static properties = {
    kind: {},
    choices: { attribute: false },
    chosen: { attribute: false },
    everything: { type: Boolean },
    offersAll: { type: Boolean },
    fault: {},
    sought: { state: true },
  };

  constructor() {
    super();
    Object.assign(this, { everything: false, offersAll: false, fault: '', sought: '' });
  }

  #choose(chosen, everything = false) {
    this.dispatchEvent(new CustomEvent('chosen', { detail: { chosen, everything } }));
  }

  #toggle(id, ticked) {
    const chosen = new Set(this.chosen);
    if (ticked) chosen.add(id);
    else chosen.delete(id);
    this.#choose(chosen);
  }

  #clear() {
    this.#choose(new Set());
    this.focusOn('input');
  }

  #offered() {
    const word = this.sought.trim().toLowerCase();
    return word ? this.choices.filter(({ name, note }) => `${name} ${note ?? ''}`.toLowerCase().includes(word)) : this.choices;
  }

  render() {
    const { kind, fault } = this;
    return html`<fieldset class="field picker" id=${kind} tabindex="-1" aria-describedby="${kind}-help ${fault ? `${kind}-fault` : ''}">
      <legend>${text[kind]}</legend>
      <p id="${kind}-help" class="help">${text[`${kind}Help`]}</p>
      ${this.offersAll ? this.#all() : nothing}
      ${this.everything ? nothing : this.choices.length ? this.#list() : html`<p class="muted small picker-none">${text.none[kind]}</p>`}
      ${faultText(kind, fault)}
    </fieldset>`;
  }

  #all() {
    return html`<label class="choice">
      <input
        type="checkbox"
        class="form-check-input"
        .checked=${live(this.everything)}
        @change=${(event) => this.#choose(this.chosen, event.target.checked)}
      /><span>${text.all}</span></label
    >`;
  }

  #list() {
    const { kind } = this;
    const offered = this.#offered();
    return html`<div class="picker-box">
      ${this.choices.length > MANY
        ? html`<input
            type="search"
            class="form-control picker-search"
            aria-label=${text.search[kind]}
            placeholder=${text.search[kind]}
            autocomplete="off"
            .value=${this.sought}
            @input=${(event) => (this.sought = event.target.value)}
            @keydown=${this.#keepEnter}
          />`
        : nothing}
      <div class="picker-list">
        ${offered.map(
          ({ id, name, note }) => html`<label class="choice">
            <input
              type="checkbox"
              class="form-check-input"
              .checked=${live(this.chosen.has(id))}
              @change=${(event) => this.#toggle(id, event.target.checked)}
            /><span>${breakable(name)}${note ? html` <span class="muted small">${breakable(note)}</span>` : nothing}</span></label
          >`,
        )}
        ${offered.length ? nothing : html`<p class="muted small">${text.noMatch}</p>`}
      </div>
      ${this.chosen.size ? this.#count() : nothing}
    </div>`;
  }

  #count() {
    return html`<p class="picker-count small">
      <span>${text.chosen(this.chosen.size)}</span>
      <button type="button" class="btn btn-link btn-sm" aria-label=${text.clearName[this.kind]} @click=${() => this.#clear()}>
        ${text.clear}
      </button>
    </p>`;
  }

  /** Enter searches, and sends no form. */
  #keepEnter(event) {
    if (event.key === 'Enter') event.preventDefault();
  }
}
customElements.define('scope-picker', ScopePicker);
