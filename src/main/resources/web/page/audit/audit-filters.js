import { html } from 'lit';
import { auditWords as text } from './words-audit.js';
import '../parts/filter-bar.js';

/**
 * Which entries are shown.
 * @param {URLSearchParams} query of the address
 * @param {object[]} entries those that are shown, whose names are offered
 * @param {string} found how many, in words
 */
export const auditFilters = (query, entries, found) =>
  html`<filter-bar
      .query=${query}
      .fields=${[
        { name: 'actor', label: text.filterActor, list: 'actors' },
        { name: 'object', label: text.filterObject, list: 'objects' },
        { name: 'period', label: text.filterPeriod, choices: Object.entries(text.periods) },
        ...(query.get('period') === 'between'
          ? [
              { name: 'from', label: text.filterFrom, type: 'datetime-local' },
              { name: 'to', label: text.filterTo, type: 'datetime-local' },
            ]
          : []),
      ]}
      .found=${found}
    ></filter-bar>
    ${names('actors', entries.map(({ actor }) => actor?.name))} ${names('objects', entries.map(({ object }) => object?.name))}`;

const names = (id, all) =>
  html`<datalist id=${id}>${[...new Set(all)].filter(Boolean).sort().map((name) => html`<option value=${name}></option>`)}</datalist>`;
