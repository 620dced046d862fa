import { html, nothing } from 'lit';
import { PageElement } from './element.js';
import { selectInput } from './fields.js';
import { icon } from './icon.js';
import { setQuery } from '../router.js';
import { words } from '../words.js';

/**
 * Which rows of a list are shown, and in which order; all of it stands in the address, whose `query` this is. Where there is no
 * room, only the search is shown until the rest is asked for.
 *
 * @property {{label: string, hint: string} | null} search by words, which stand as `q`; null where there is none
 * @property {{name: string, label: string, choices?: [string, string][], fallback?: string, type?: string, list?: string}[]}
 *   fields each by its name in the address: one of its choices, or what is typed; `fallback` is not written
 * @property {string} found how many rows are left, in words; empty while they are loaded
 */
class FilterBar extends PageElement {
  static properties = {
    query: { attribute: false },
    search: { attribute: false },
    fields: { attribute: false },
    found: { attribute: false },
    open: { state: true },
  };

  constructor() {
    super();
    Object.assign(this, { search: null, open: null });
  }

  render() {
    const open = this.open ?? this.fields.some(({ name }) => this.query.get(name));
    return html`<div class="filters ${open ? '' : 'filters-closed'}" role="search">
      ${this.search ? this.#search() : nothing}
      <button
        type="button"
        class="btn btn-secondary filters-button"
        aria-expanded=${open ? 'true' : 'false'}
        @click=${() => (this.open = !open)}
      >
        ${icon('funnel')}<span>${words.filters.button}</span>
      </button>
      ${this.fields.map((field) => this.#field(field))}
      <p class="found muted" role="status">${this.found ?? ''}</p>
    </div>`;
  }

  #search() {
    return html`<label class="filter filter-search"
      ><span>${this.search.label}</span>
      <input
        id="search"
        type="search"
        class="form-control"
        placeholder=${this.search.hint}
        autocomplete="off"
        .value=${this.query.get('q') ?? ''}
        @input=${(event) => setQuery({ q: event.target.value })}
    /></label>`;
  }

  #field({ name, label, choices, fallback = '', type = 'text', list }) {
    const value = this.query.get(name) ?? fallback;
    const change = (chosen) => setQuery({ [name]: chosen === fallback ? '' : chosen });
    return html`<label class="filter filter-choice"
      ><span>${label}</span>${choices
        ? selectInput({ id: name, value, choices, change })
        : html`<input
            id=${name}
            type=${type}
            class="form-control"
            list=${list ?? nothing}
            autocomplete="off"
            .value=${value}
            @change=${(event) => change(event.target.value)}
          />`}</label
    >`;
  }
}
customElements.define('filter-bar', FilterBar);
