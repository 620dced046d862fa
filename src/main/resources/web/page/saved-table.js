import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { breakable } from './breakable.js';
import { icon } from './icon.js';
import { follow, place, VIEWS } from './router.js';
import { mayDesign, mayRun, maySee } from './session.js';
import { sortable } from './sortable.js';
import { ago } from './times.js';
import { savedWords as text } from './words-saved.js';

const STATE_ICONS = { paused: 'pause-circle', revoked: 'slash-circle' };

/**
 * The saved activities as a table, which becomes cards where there is no room for one.
 * @param {{activities: object[], stateOf: (activity: object) => string, sort: string, sortBy: (key: string) => void,
 *   duplicate: Function, remove: Function}} options `stateOf` tells whether its connected app is `live`, `paused` or `revoked`
 */
export const savedTable = (options) => {
  const full = maySee();
  const plain = (label) => html`<th scope="col" role="columnheader">${label}</th>`;
  return html`<table class="apps saved" role="table">
    <caption class="visually-hidden">${text.columns.name}</caption>
    <thead role="rowgroup">
      <tr role="row">
        ${sortable(text.columns.name, ['name', '-name'], options)}
        ${full
          ? html`${plain(text.columns.app)}${plain(text.columns.request)}${plain(text.columns.usedBy)}
            ${sortable(text.columns.lastRun, ['-run'], options)}`
          : nothing}
        <th scope="col" role="columnheader"><span class="visually-hidden">${text.columns.actions}</span></th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${repeat(options.activities, (activity) => activity.id, (activity) => row(activity, full, options))}
    </tbody>
  </table>`;
};

const row = (activity, full, options) =>
  html`<tr role="row">
    <th scope="row" role="rowheader" data-label=${text.columns.name}>
      <a href=${full ? editAddress(activity) : runAddress(activity)} @click=${follow}>${activity.name}</a>
      ${activity.description ? html`<span class="muted small row-note">${breakable(activity.description)}</span>` : nothing}
    </th>
    ${full ? cells(activity, options) : nothing}
    <td role="cell" class="actions">${actions(activity, options)}</td>
  </tr>`;

/** Opens it over the list as it is now. */
const editAddress = (activity) => {
  const { query } = place();
  query.set('edit', activity.id);
  return `${VIEWS.activity}?${query}`;
};

const runAddress = (activity) => `${VIEWS.activity}?run=${encodeURIComponent(activity.id)}`;

const cells = (activity, { stateOf }) => {
  const state = stateOf(activity);
  return html`<td role="cell" data-label=${text.columns.app} class="app-cell">
      <div>
        ${breakable(activity.connector)}
        ${text.appStates[state]
          ? html`<span class="state state-${state}">${icon(STATE_ICONS[state])}${text.appStates[state]}</span>`
          : nothing}
      </div>
    </td>
    <td role="cell" data-label=${text.columns.request} class="domain">
      <span class="mono">${activity.method} ${breakable(activity.path || '/')}</span>
    </td>
    <td role="cell" data-label=${text.columns.usedBy}>${text.usedBy(activity.usedBy)}</td>
    <td role="cell" data-label=${text.columns.lastRun}>
      ${activity.lastRunAt ? ago(activity.lastRunAt) : html`<span class="muted">${text.never}</span>`}
    </td>`;
};

const actions = (activity, { duplicate, remove }) => {
  const button = (label, name, click, more = '') =>
    html`<button type="button" class="icon-button ${more}" aria-label=${label} title=${label} @click=${click}>${icon(name)}</button>`;
  const link = (label, name, address) =>
    html`<a class="icon-button" href=${address} aria-label=${label} title=${label} @click=${follow}>${icon(name)}</a>`;
  return html`<div class="buttons">
    ${mayRun() ? link(text.run(activity.name), 'play-fill', runAddress(activity)) : nothing}
    ${mayDesign()
      ? html`${link(text.edit(activity.name), 'pencil', editAddress(activity))}
        ${button(text.duplicate(activity.name), 'copy', () => duplicate(activity))}
        ${button(text.remove(activity.name), 'trash', () => remove(activity), 'icon-danger')}`
      : nothing}
  </div>`;
};
