import { html, nothing } from 'lit';
import { breakable } from '../parts/breakable.js';
import { dataTable } from '../parts/data-table.js';
import { addressOf, follow } from '../router.js';
import { length, perMinute, whole } from './numbers.js';
import { errors, errorShare } from './reading.js';
import { runsAddress, runsName, runsTitle } from './runs-links.js';
import { monitoringWords } from './words-monitoring.js';

const text = monitoringWords.table;
const OTHERS = 'others';

const valueOf = {
  name: ({ name }) => name ?? '',
  rate: ({ sum }) => sum.runs,
  error: ({ sum }) => errorShare(sum) ?? -1,
  denied: ({ sum }) => sum.denied,
  whole: ({ sum }) => sum.wholeP95 ?? -1,
  added: ({ sum }) => sum.addedP95 ?? -1,
  flight: ({ inFlight }) => inFlight,
  queue: ({ queue }) => queue.depth,
};

/** How rows can be ordered; the busiest are first unless something else is asked for. */
export const BUSIEST = '-rate';

/**
 * The apps in an order.
 * @param {object[]} apps
 * @param {string} sort what they are ordered by; with a minus the highest is first
 */
export const sorted = (apps, sort) => {
  const by = valueOf[sort.replace('-', '')] ? sort : BUSIEST;
  const value = valueOf[by.replace('-', '')];
  const direction = by.startsWith('-') ? -1 : 1;
  return [...apps].sort(
    (a, b) => direction * (by.endsWith('name') ? value(a).localeCompare(value(b)) : value(a) - value(b)) || (a.name ?? '').localeCompare(b.name ?? ''),
  );
};

/**
 * A row for each connected app.
 * @param {{reading: import('./reading.js').Reading, apps: object[], sort: string, sortBy: (order: string) => void}} options
 */
export const appFigures = ({ reading, apps, sort, sortBy }) =>
  dataTable({
    title: text.title,
    kind: 'figures',
    rows: reading.others ? [...apps, { id: OTHERS, ...reading.others }] : apps,
    keyOf: ({ id }) => id,
    sort,
    sortBy,
    columns: [
      { label: text.name, orders: ['name', '-name'], cell: name },
      { label: text.rate, orders: ['-rate', 'rate'], kind: 'number', cell: ({ sum }) => perMinute(reading.rate(sum.runs)) },
      { label: text.error, orders: ['-error', 'error'], kind: 'number', cell: ({ sum }) => text.errorOf(errorShare(sum), errors(sum)) },
      { label: text.denied, orders: ['-denied', 'denied'], kind: 'number', cell: ({ sum }) => whole(sum.denied) },
      { label: text.whole, orders: ['-whole', 'whole'], kind: 'number', cell: ({ sum }) => length(sum.wholeP95) },
      { label: text.added, orders: ['-added', 'added'], kind: 'number', cell: ({ sum }) => length(sum.addedP95) },
      { label: text.inFlight, orders: ['-flight', 'flight'], kind: 'number', cell: ({ inFlight }) => whole(inFlight ?? null) },
      { label: text.queue, orders: ['-queue', 'queue'], kind: 'number', cell: ({ queue }) => whole(queue?.depth ?? null) },
      { label: runsTitle(), kind: 'links', cell: (row) => links(row, reading.minutes) },
    ],
  });

const name = ({ id, name }) => {
  if (id === OTHERS) return monitoringWords.others;
  if (name === null) return monitoringWords.nameless;
  return html`<a href=${addressOf('connector', { id })} @click=${follow}>${breakable(name)}</a>`;
};

const links = ({ id, name, sum }, minutes) =>
  id === OTHERS || name === null
    ? nothing
    : html`<div>
        ${sum.silent ? runs(id, name, 'failed', minutes) : nothing}
        ${sum.broken + sum.denied ? runs(id, name, 'rejected', minutes) : nothing}
      </div>`;

const runs = (id, name, state, minutes) =>
  html`<a class="row-link" href=${runsAddress(id, state, minutes)} aria-label=${runsName(name, state)} @click=${follow}>${text.states[state]}</a>`;
