import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { sortable } from './sortable.js';

/**
 * Rows as a table, which becomes cards where there is no room for one; it says by its roles that it still is one. The first
 * column names its row, unless another says that it does.
 * @template T
 * @param {{title: string, kind?: string, columns: Column<T>[], rows: T[], keyOf: (row: T) => string, sort?: string,
 *   sortBy?: (order: string) => void}} options `kind` is a class of the table
 * @typedef {{label: string, orders?: string[], hidden?: boolean, names?: boolean, kind?: string, cell: (row: T) => unknown}}
 *   Column<T> with the orders that pressing its head goes through; `hidden` where its label is only read out, as with buttons; `names`
 *   where it names its row
 */
export const dataTable = ({ title, kind = '', columns, rows, keyOf, sort = '', sortBy }) => {
  const naming = columns.find(({ names }) => names) ?? columns[0];
  return html`<table class="rows ${kind}" role="table">
    <caption class="visually-hidden">${title}</caption>
    <thead role="rowgroup">
      <tr role="row">${columns.map((column) => head(column, { sort, sortBy }))}</tr>
    </thead>
    <tbody role="rowgroup">
      ${repeat(rows, keyOf, (row) => html`<tr role="row">${columns.map((column) => cell(column, row, column === naming))}</tr>`)}
    </tbody>
  </table>`;
};

const head = ({ label, orders, hidden }, order) => {
  if (orders) return sortable(label, orders, order);
  return html`<th scope="col" role="columnheader">${hidden ? html`<span class="visually-hidden">${label}</span>` : label}</th>`;
};

const cell = ({ label, hidden, kind, cell: content }, row, namesRow) => {
  const name = hidden ? nothing : label;
  return namesRow
    ? html`<th scope="row" role="rowheader" class=${kind ?? nothing} data-label=${name}>${content(row)}</th>`
    : html`<td role="cell" class=${kind ?? nothing} data-label=${name}>${content(row)}</td>`;
};
