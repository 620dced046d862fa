import { html, nothing } from 'lit';
import { appExpiry, appHealth, appState, appUsedBy } from './app-state.js';
import { breakable } from '../parts/breakable.js';
import { dataTable } from '../parts/data-table.js';
import { rowButton, rowLink } from '../parts/row-buttons.js';
import { VIEWS, addressOf, follow } from '../router.js';
import { mayManage, mayRun, maySee, mayTest } from '../session/session.js';
import { ago } from '../parts/times.js';
import { words } from '../words.js';

const text = words.apps;

/**
 * The connectors as a table.
 * @param {{apps: object[], sort: string, sortBy: (key: string) => void, test: Function, edit: Function, pause: Function,
 *   revoke: Function, busy: Set<string>}} options
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

const name = (app) => (maySee() ? html`<a href=${addressOf('connector', { id: app.id })} @click=${follow}>${app.name}</a>` : app.name);

const DETAILS = [
  { label: text.columns.domain, kind: 'domain', cell: (app) => breakable(app.domain) },
  { label: text.columns.auth, cell: (app) => text.auth(app.auth.type) },
  { label: text.columns.state, cell: appState },
  { label: text.columns.health, cell: (app) => html`${appHealth(app)} ${appExpiry(app)}` },
  {
    label: text.columns.lastUsed,
    orders: ['-used'],
    cell: (app) => (app.lastUsedAt ? ago(app.lastUsedAt) : html`<span class="muted">${words.times.never}</span>`),
  },
  { label: text.columns.usedBy, cell: appUsedBy },
];

const actions = (app, { test, edit, pause, revoke, busy }) => {
  const paused = app.state === 'paused';
  return html`<div class="buttons">
    ${mayRun() && !paused ? rowLink(text.run(app.name), 'send', `${VIEWS.activity}?connector=${encodeURIComponent(app.name)}`) : nothing}
    ${mayTest() ? rowButton(text.test(app.name), 'clipboard-check', () => test(app)) : nothing}
    ${mayManage()
      ? html`${rowButton(text.edit(app.name), 'pencil', () => edit(app))}
        ${rowButton(paused ? text.resume(app.name) : text.pause(app.name), paused ? 'play-circle' : 'pause-circle', () => pause(app), {
          busy: busy.has(app.id),
        })}
        ${rowButton(text.revoke(app.name), 'trash', () => revoke(app), { kind: 'icon-danger' })}`
      : nothing}
  </div>`;
};
