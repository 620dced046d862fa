import { html, nothing } from 'lit';
import { PageElement } from './element.js';
import { selectInput } from './fields.js';
import { icon } from './icon.js';
import { setQuery } from './router.js';
import { maySee, maySeeRevoked } from './session.js';
import { words } from './words.js';

const text = words.apps;

/** The states that the caller may ask for: who may not see revoked ones is not offered them. */
export const states = () => {
  const { revoked, ...others } = text.states;
  return { '': text.anyState, ...others, ...(maySeeRevoked() ? { revoked } : {}) };
};

const auths = () => ({
  '': text.anyAuth,
  ...Object.fromEntries(['basic', 'token', 'none', 'api-key'].map((type) => [type, text.auth(type)])),
});

/**
 * What of the connectors is shown, and in which order; all of it stands in the address, whose `query` this is. `found` says how
 * many are left; undefined while they are loaded. Where there is no room, only the search is shown until the rest is asked for.
 */
class AppsFilters extends PageElement {
  static properties = { query: { attribute: false }, found: { attribute: false }, open: { state: true } };

  constructor() {
    super();
    this.open = null;
  }

  render() {
    const open = this.open ?? ['state', 'auth', 'sort'].some((name) => this.query.get(name));
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
      ${maySee()
        ? html`${this.#choice('state', text.filterState, states())}${this.#choice('auth', text.filterAuth, auths())}`
        : nothing}
      ${this.#choice('sort', text.sort, text.sorts, 'name')}
      <p class="found muted" role="status">${this.found === undefined ? '' : text.found(this.found)}</p>
    </div>`;
  }

  #choice(id, label, choices, fallback = '') {
    return html`<label class="filter filter-choice"
      ><span>${label}</span>${selectInput({
        id,
        value: this.query.get(id) ?? fallback,
        choices: Object.entries(choices),
        change: (value) => setQuery({ [id]: value === fallback ? '' : value }),
      })}</label
    >`;
  }
}
customElements.define('apps-filters', AppsFilters);
