import { html, nothing } from 'lit';
import { breakable } from '../parts/breakable.js';
import { dataTable } from '../parts/data-table.js';
import { icon } from '../parts/icon.js';
import { ago } from '../parts/times.js';
import { addressOf, follow, place } from '../router.js';
import { words } from '../words.js';
import { actionOf, actorOf, objectOf, resultOf, wayOf } from './entry-words.js';
import { auditWords as text } from './words-audit.js';

const OUTCOME_ICONS = { done: 'check-circle', refused: 'slash-circle', masked: 'exclamation-triangle', withheld: 'exclamation-triangle' };

/**
 * The entries as a table.
 * @param {object[]} entries
 * @param {(object: object) => string | null} addressOfObject where the page shows an object, if it still is
 */
export const auditTable = (entries, addressOfObject) =>
  dataTable({
    title: words.views.audit,
    kind: 'audit',
    rows: entries,
    keyOf: ({ sequence }) => sequence,
    columns: [
      { label: text.columns.when, cell: when },
      { label: text.columns.who, kind: 'who', cell: who },
      { label: text.columns.action, kind: 'what', cell: (entry) => html`<a href=${entryAddress(entry)} @click=${follow}>${actionOf(entry)}</a>` },
      { label: text.columns.object, kind: 'object', cell: (entry) => html`<div>${objectLink(entry, addressOfObject(entry.object))}</div>` },
      { label: text.columns.address, cell: ({ address }) => (address ? html`<span class="mono">${address}</span>` : muted(text.noAddress)) },
      { label: text.columns.result, cell: result },
    ],
  });

const muted = (text) => html`<span class="muted">${text}</span>`;

/** Opens it over the list as it is now. */
const entryAddress = ({ sequence }) => addressOf('audit', { ...Object.fromEntries(place().query), entry: sequence });

const when = ({ at }) =>
  html`<div>${ago(at)}<span class="muted small row-note">${new Date(at).toLocaleString(words.locale, { dateStyle: 'medium', timeStyle: 'medium' })}</span></div>`;

const who = (entry) => {
  const way = wayOf(entry);
  return html`<div>${entry.actor ? breakable(actorOf(entry)) : muted(actorOf(entry))}${way ? html`<span class="muted small row-note">${way}</span>` : nothing}</div>`;
};

/** The object's name, which leads to it where it still is. */
export const objectLink = (entry, address) => {
  if (!entry.object) return muted(text.none);
  const name = breakable(objectOf(entry));
  return address ? html`<a href=${address} @click=${follow}>${name}</a>` : html`${name}`;
};

/** How it ended; not by its colour alone. */
export const result = (entry) =>
  html`<span class="outcome outcome-${entry.outcome}">${icon(OUTCOME_ICONS[entry.outcome] ?? 'info-circle')}${resultOf(entry)}</span>`;
