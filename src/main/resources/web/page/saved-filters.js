import { html, nothing } from 'lit';
import { PageElement } from './element.js';
import { selectInput } from './fields.js';
import { icon } from './icon.js';
import { setQuery } from './router.js';
import { maySee } from './session.js';
import { savedWords as text } from './words-saved.js';

/**
 * Which saved activities are shown, and in which order; all of it stands in the address, whose `query` this is. `apps` are the
 * connected apps to choose from, by id; `found` says how many are left. Where there is no room, only the search is shown until
 * the rest is asked for.
 */
class SavedFilters extends PageElement {
  static properties = {
    query: { attribute: false },
    apps: { attribute: false },
    found: { attribute: false },
    open: { state: true },
  };

  constructor() {
    super();
    this.open = null;
  }

  render() {
    const open = this.open ?? ['app', 'sort'].some((name) => this.query.get(name));
    const { '-run': lastRun, ...sorts } = text.sorts;
    return html`<div class="filters ${open ? '' : 'filters-closed'}" role="search">
      <label class="filter filter-search"
        ><span>${text.search}</span>
        <input
          id="search"
          type="search"
          class="form-control"
          placeholder=${text.searchHint}
          autocomplete="off"
          .value=${this.query.get('q') ?? ''}
          @input=${(event) => setQuery({ q: event.target.value })}
      /></label>
      <button
        type="button"
        class="btn btn-secondary filters-button"
        aria-expanded=${open ? 'true' : 'false'}
        @click=${() => (this.open = !open)}
      >
        ${icon('funnel')}<span>${text.filters}</span>
      </button>
      ${maySee() ? this.#choice('app', text.filterApp, [['', text.anyApp], ...this.apps]) : nothing}
      ${this.#choice('sort', text.sort, Object.entries(maySee() ? text.sorts : sorts), 'name')}
      <p class="found muted" role="status">${this.found === undefined ? '' : text.found(this.found)}</p>
    </div>`;
  }

  #choice(id, label, choices, fallback = '') {
    return html`<label class="filter filter-choice"
      ><span>${label}</span>${selectInput({
        id,
        value: this.query.get(id) ?? fallback,
        choices,
        change: (value) => setQuery({ [id]: value === fallback ? '' : value }),
      })}</label
    >`;
  }
}
customElements.define('saved-filters', SavedFilters);
