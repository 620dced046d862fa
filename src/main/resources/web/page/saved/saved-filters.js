import { html } from 'lit';
import { maySee } from '../session/session.js';
import { savedWords as text } from './words-saved.js';
import '../parts/filter-bar.js';

/**
 * Which saved activities are shown, and in which order.
 * @param {URLSearchParams} query of the address
 * @param {[string, string][]} apps the connected apps to choose from, by id
 * @param {number | undefined} found how many are left; undefined while they are loaded
 */
export const savedFilters = (query, apps, found) => {
  const { '-run': lastRun, ...sorts } = text.sorts;
  return html`<filter-bar
    .query=${query}
    .search=${{ label: text.search, hint: text.searchHint }}
    .fields=${[
      ...(maySee() ? [{ name: 'app', label: text.filterApp, choices: [['', text.anyApp], ...apps] }] : []),
      { name: 'sort', label: text.sort, choices: Object.entries(maySee() ? text.sorts : sorts), fallback: 'name' },
    ]}
    .found=${found === undefined ? '' : text.found(found)}
  ></filter-bar>`;
};
