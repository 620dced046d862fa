import { html } from 'lit';
import { callersWords as text } from './words-callers.js';
import '../parts/filter-bar.js';

const choicesOf = (texts) => [['', text.any], ...Object.entries(texts)];

/** Which keys are shown, and in which order, by their names in the address. */
export const FILTERS = ['q', 'role', 'state', 'app'];

/**
 * The filters of keys.
 * @param {URLSearchParams} query of the address
 * @param {[string, string][]} apps the connected apps to choose from, by id
 * @param {number | undefined} found how many are left; undefined while they are loaded
 */
export const keysFilters = (query, apps, found) =>
  html`<filter-bar
    .query=${query}
    .search=${{ label: text.search, hint: text.searchHint }}
    .fields=${[
      { name: 'role', label: text.filterRole, choices: choicesOf(text.roles) },
      { name: 'state', label: text.filterState, choices: choicesOf(text.stateChoices) },
      { name: 'app', label: text.filterApp, choices: [['', text.any], ...apps] },
      { name: 'sort', label: text.sort, choices: Object.entries(text.sorts), fallback: '-made' },
    ]}
    .found=${found === undefined ? '' : text.found(found)}
  ></filter-bar>`;
