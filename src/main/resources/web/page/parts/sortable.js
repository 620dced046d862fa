import { html, nothing } from 'lit';
import { icon } from './icon.js';

/**
 * The head of a column that the table can be sorted by.
 * @param {string} label
 * @param {string[]} orders those that pressing it goes through; a minus is from the last to the first
 * @param {{sort: string, sortBy: (order: string) => void}} options the order that there is now
 */
export const sortable = (label, orders, { sort, sortBy }) => {
  const current = orders.indexOf(sort);
  const direction = current < 0 ? nothing : sort.startsWith('-') ? 'descending' : 'ascending';
  return html`<th scope="col" role="columnheader" aria-sort=${direction}>
    <button type="button" class="sort" @click=${() => sortBy(orders[(current + 1) % orders.length])}>
      ${label}${icon(current < 0 ? 'chevron-expand' : direction === 'ascending' ? 'chevron-up' : 'chevron-down')}
    </button>
  </th>`;
};
