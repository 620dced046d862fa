import { html, nothing } from 'lit';
import { breakable } from '../parts/breakable.js';
import { dataTable } from '../parts/data-table.js';
import { icon } from '../parts/icon.js';
import { rowButton, rowLink } from '../parts/row-buttons.js';
import { VIEWS, follow, place } from '../router.js';
import { mayAudit, mayManage, mayRun, maySee } from '../session/session.js';
import { ago } from '../parts/times.js';
import { words } from '../words.js';

const text = words.apps;
const STATE_ICONS = { live: 'check-circle', paused: 'pause-circle', revoked: 'slash-circle' };

/**
 * The connectors as a table.
 * @param {{apps: object[], sort: string, sortBy: (key: string) => void, edit: Function, pause: Function, revoke: Function,
 *   busy: Set<string>}} options
 */
export const appsTable = ({ apps, sort, sortBy, ...does }) =>
  dataTable({
    title: text.title,
    rows: apps,
    keyOf: (app) => app.id,
    sort,
    sortBy,
    columns: [
      { label: text.columns.name, orders: ['name', '-name'], cell: name },
      ...(maySee() ? DETAILS : []),
      { label: text.columns.actions, hidden: true, kind: 'actions', cell: (app) => (isRevoked(app) ? nothing : actions(app, does)) },
    ],
  });

const isRevoked = (app) => app.state === 'revoked';

const name = (app) =>
  maySee() && !isRevoked(app) ? html`<a href=${addressOf(app)} @click=${follow}>${app.name}</a>` : app.name;

/** Opens it over the list as it is now. */
const addressOf = (app) => {
  const { query } = place();
  query.set('app', app.id);
  return `${VIEWS.apps}?${query}`;
};

const usedBy = ({ id, usedBy: { keys, activities } }) => {
  if (!keys && !activities) return text.unused;
  const link = html`<a href="${VIEWS.activity}?show=saved&app=${encodeURIComponent(id)}" @click=${follow}>${text.activities(activities)}</a>`;
  return html`${keys ? ofKeys(id, keys) : nothing}${keys && activities ? ', ' : nothing}${activities ? link : nothing}`;
};

/** Who they are is for those who may see keys. */
const ofKeys = (id, keys) =>
  mayAudit() ? html`<a href="${VIEWS.callers}?app=${encodeURIComponent(id)}" @click=${follow}>${text.keys(keys)}</a>` : text.keys(keys);

const health = (health) => {
  if (!health) return html`<span class="muted">${text.health.none}</span>`;
  return html`<span class="health ${health.ok ? 'health-ok' : 'health-failing'}"
      >${icon(health.ok ? 'heart-pulse' : 'exclamation-triangle')}${health.ok ? text.health.ok : text.health.failing}</span
    >
    ${health.problem ? html`<span class="muted small">${text.health.why(health.problem)}</span>` : nothing}
    <span class="muted small">${ago(health.at)}</span>`;
};

const DETAILS = [
  { label: text.columns.domain, kind: 'domain', cell: (app) => breakable(app.domain) },
  { label: text.columns.auth, cell: (app) => text.auth(app.auth.type) },
  {
    label: text.columns.state,
    cell: ({ state }) => html`<span class="state state-${state}">${icon(STATE_ICONS[state])}${text.states[state]}</span>`,
  },
  { label: text.columns.health, cell: (app) => health(app.health) },
  {
    label: text.columns.lastUsed,
    orders: ['-used'],
    cell: (app) => (app.lastUsedAt ? ago(app.lastUsedAt) : html`<span class="muted">${words.times.never}</span>`),
  },
  { label: text.columns.usedBy, cell: usedBy },
];

const actions = (app, { edit, pause, revoke, busy }) => {
  const paused = app.state === 'paused';
  return html`<div class="buttons">
    ${mayRun() && !paused ? rowLink(text.run(app.name), 'send', `${VIEWS.activity}?connector=${encodeURIComponent(app.name)}`) : nothing}
    ${mayManage()
      ? html`${rowButton(text.edit(app.name), 'pencil', () => edit(app))}
        ${rowButton(paused ? text.resume(app.name) : text.pause(app.name), paused ? 'play-circle' : 'pause-circle', () => pause(app), {
          busy: busy.has(app.id),
        })}
        ${rowButton(text.revoke(app.name), 'trash', () => revoke(app), { kind: 'icon-danger' })}`
      : nothing}
  </div>`;
};
