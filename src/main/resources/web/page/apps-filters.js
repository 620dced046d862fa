import { html, nothing } from 'lit';
import { selectInput } from './fields.js';
import { setQuery } from './router.js';
import { maySee, maySeeRevoked } from './session.js';
import { words } from './words.js';

const text = words.apps;

/**
 * What of the connectors is shown, and in which order; all of it stands in the address.
 * @param {URLSearchParams} query of the address
 * @param {Record<string, string>} states what may be asked for
 * @param {number | undefined} found how many are left; undefined while they are loaded
 */
export const appsFilters = (query, states, found) =>
  html`<div class="filters" role="search">
    <label class="filter filter-search"
      ><span>${text.search}</span>
      <input
        id="search"
        type="search"
        class="form-control"
        placeholder=${text.searchHint}
        autocomplete="off"
        .value=${query.get('q') ?? ''}
        @input=${(event) => setQuery({ q: event.target.value })}
    /></label>
    ${maySee() ? html`${choice(query, 'state', text.filterState, states)}${choice(query, 'auth', text.filterAuth, auths())}` : nothing}
    ${choice(query, 'sort', text.sort, text.sorts, 'name')}
    <p class="found muted" role="status">${found === undefined ? '' : text.found(found)}</p>
  </div>`;

const choice = (query, id, label, choices, fallback = '') =>
  html`<label class="filter"
    ><span>${label}</span>${selectInput({
      id,
      value: query.get(id) ?? fallback,
      choices: Object.entries(choices),
      change: (value) => setQuery({ [id]: value === fallback ? '' : value }),
    })}</label
  >`;

const auths = () => ({
  '': text.anyAuth,
  ...Object.fromEntries(['basic', 'token', 'none', 'api-key'].map((type) => [type, text.auth(type)])),
});

/** The states that the caller may ask for: who may not see revoked ones is not offered them. */
export const states = () => {
  const { revoked, ...others } = text.states;
  return { '': text.anyState, ...others, ...(maySeeRevoked() ? { revoked } : {}) };
};
