import { html, nothing } from 'lit';
import { breakable } from '../parts/breakable.js';
import { dataTable } from '../parts/data-table.js';
import { icon } from '../parts/icon.js';
import { rowButton } from '../parts/row-buttons.js';
import { ago } from '../parts/times.js';
import { caller, mayManage } from '../session/session.js';
import { reachOf, stateOf } from './reach.js';
import { callersWords as text } from './words-callers.js';

/**
 * The keys as a table.
 * @param {{keys: object[], names: object, sort: string, sortBy: (order: string) => void, end: (key: object) => void}} options
 */
export const keysTable = ({ keys, names, sort, sortBy, end }) =>
  dataTable({
    title: text.parts.keys,
    kind: 'keys',
    rows: keys,
    keyOf: (key) => key.id,
    sort,
    sortBy,
    columns: [
      { label: text.columns.name, orders: ['name', '-name'], cell: name },
      { label: text.columns.role, cell: ({ role }) => text.roles[role] ?? role },
      { label: text.columns.scope, kind: 'reach', cell: (key) => reach(key, names) },
      { label: text.columns.created, orders: ['-made'], cell: ({ createdAt }) => ago(createdAt) },
      { label: text.columns.expires, orders: ['expires'], cell: expires },
      { label: text.columns.used, orders: ['-used'], cell: ({ lastUsedAt }) => (lastUsedAt ? ago(lastUsedAt) : never) },
      ...(mayManage() ? [{ label: text.columns.actions, hidden: true, kind: 'actions', cell: (key) => actions(key, end) }] : []),
    ],
  });

const never = html`<span class="muted">${text.never}</span>`;

const name = (key) =>
  html`${breakable(key.name)}
  ${key.fromSetting ? html`<span class="muted small row-note">${breakable(text.fromSetting)}</span>` : nothing}
  ${key.id === caller()?.keyId ? html`<span class="muted small row-note">${text.own}</span>` : nothing}`;

const reach = (key, names) =>
  html`<div>${reachOf(key, names).map((kind) =>
    kind.names.length
      ? html`<details class="reach-names">
          <summary>${icon('chevron-right')}${kind.short}</summary>
          <ul>
            ${kind.names.map((one) => html`<li>${breakable(one)}</li>`)}
          </ul>
        </details>`
      : html`<span class="reach-all">${kind.short}</span>`,
  )}</div>`;

const expires = (key) => {
  if (!key.expiresAt) return never;
  const state = stateOf(key);
  return html`<div>
    ${state === 'expired' ? html`<span class="state state-revoked">${icon('slash-circle')}${text.states.expired}</span>` : nothing}
    ${state === 'soon' ? html`<span class="state state-paused">${icon('exclamation-triangle')}${text.states.soon}</span>` : nothing}
    ${ago(key.expiresAt)}
  </div>`;
};

/** What a setting gives cannot be ended here: its row says where it comes from. */
const actions = (key, end) =>
  html`<div class="buttons">
    ${key.fromSetting ? nothing : rowButton(text.end(key.name), 'trash', () => end(key), { kind: 'icon-danger' })}
  </div>`;
