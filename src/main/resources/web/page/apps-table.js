import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { breakable } from './breakable.js';
import { icon } from './icon.js';
import { VIEWS, follow, place } from './router.js';
import { mayManage, mayRun, maySee } from './session.js';
import { sortable } from './sortable.js';
import { ago } from './times.js';
import { words } from './words.js';

const text = words.apps;
const STATE_ICONS = { live: 'check-circle', paused: 'pause-circle', revoked: 'slash-circle' };

/**
 * The connectors as a table, which becomes cards where there is no room for one; it says by its roles that it still is one.
 * @param {{apps: object[], sort: string, sortBy: (key: string) => void, edit: Function, pause: Function, revoke: Function,
 *   busy: Set<string>}} options
 */
export const appsTable = (options) => {
  const full = maySee();
  return html`<table class="apps" role="table">
    <caption class="visually-hidden">${text.title}</caption>
    <thead role="rowgroup">
      <tr role="row">
        ${sortable(text.columns.name, ['name', '-name'], options)}
        ${full
          ? html`<th scope="col" role="columnheader">${text.columns.domain}</th>
              <th scope="col" role="columnheader">${text.columns.auth}</th>
              <th scope="col" role="columnheader">${text.columns.state}</th>
              <th scope="col" role="columnheader">${text.columns.health}</th>
              ${sortable(text.columns.lastUsed, ['-used'], options)}
              <th scope="col" role="columnheader">${text.columns.usedBy}</th>`
          : nothing}
        <th scope="col" role="columnheader"><span class="visually-hidden">${text.columns.actions}</span></th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${repeat(options.apps, (app) => app.id, (app) => row(app, full, options))}
    </tbody>
  </table>`;
};

const row = (app, full, options) => {
  const revoked = app.state === 'revoked';
  const link = html`<a href=${addressOf(app)} @click=${follow}>${app.name}</a>`;
  return html`<tr role="row">
    <th scope="row" role="rowheader" data-label=${text.columns.name}>${full && !revoked ? link : app.name}</th>
    ${full ? cells(app) : nothing}
    <td role="cell" class="actions">${revoked ? nothing : actions(app, options)}</td>
  </tr>`;
};

/** Opens it over the list as it is now. */
const addressOf = (app) => {
  const { query } = place();
  query.set('app', app.id);
  return `${VIEWS.apps}?${query}`;
};

const cells = (app) =>
  html`<td role="cell" data-label=${text.columns.domain} class="domain">${breakable(app.domain)}</td>
    <td role="cell" data-label=${text.columns.auth}>${text.auth(app.auth.type)}</td>
    <td role="cell" data-label=${text.columns.state}>
      <span class="state state-${app.state}">${icon(STATE_ICONS[app.state])}${text.states[app.state]}</span>
    </td>
    <td role="cell" data-label=${text.columns.health}>${health(app.health)}</td>
    <td role="cell" data-label=${text.columns.lastUsed}>${app.lastUsedAt ? ago(app.lastUsedAt) : html`<span class="muted">${words.times.never}</span>`}</td>
    <td role="cell" data-label=${text.columns.usedBy}>${usedBy(app)}</td>`;

const usedBy = ({ id, usedBy: { keys, activities } }) => {
  if (!keys && !activities) return text.unused;
  const link = html`<a href="${VIEWS.activity}?show=saved&app=${encodeURIComponent(id)}" @click=${follow}>${text.activities(activities)}</a>`;
  return html`${keys ? text.keys(keys) : nothing}${keys && activities ? ', ' : nothing}${activities ? link : nothing}`;
};

const health = (health) => {
  if (!health) return html`<span class="muted">${text.health.none}</span>`;
  return html`<span class="health ${health.ok ? 'health-ok' : 'health-failing'}"
      >${icon(health.ok ? 'heart-pulse' : 'exclamation-triangle')}${health.ok ? text.health.ok : text.health.failing}</span
    >
    ${health.problem ? html`<span class="muted small">${text.health.why(health.problem)}</span>` : nothing}
    <span class="muted small">${ago(health.at)}</span>`;
};

const actions = (app, { edit, pause, revoke, busy }) => {
  const paused = app.state === 'paused';
  const button = (label, name, click, { more = '', waits = false } = {}) =>
    html`<button
      type="button"
      class="icon-button ${more}"
      aria-label=${label}
      title=${label}
      aria-busy=${waits ? 'true' : nothing}
      @click=${click}
    >
      ${waits ? html`<span class="spinner"></span>` : icon(name)}
    </button>`;
  const label = text.run(app.name);
  const run = html`<a
    class="icon-button"
    href="${VIEWS.activity}?connector=${encodeURIComponent(app.name)}"
    aria-label=${label}
    title=${label}
    @click=${follow}
    >${icon('send')}</a
  >`;
  return html`<div class="buttons">
    ${mayRun() && !paused ? run : nothing}
    ${mayManage()
      ? html`${button(text.edit(app.name), 'pencil', () => edit(app))}
        ${button(paused ? text.resume(app.name) : text.pause(app.name), paused ? 'play-circle' : 'pause-circle', () => pause(app), {
          waits: busy.has(app.id),
        })}
        ${button(text.revoke(app.name), 'trash', () => revoke(app), { more: 'icon-danger' })}`
      : nothing}
  </div>`;
};
