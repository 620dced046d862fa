import { html, nothing } from 'lit';
import { breakable } from '../parts/breakable.js';
import { dataTable } from '../parts/data-table.js';
import { icon } from '../parts/icon.js';
import { rowButton, rowLink } from '../parts/row-buttons.js';
import { addressOf, follow, place, VIEWS } from '../router.js';
import { mayDesign, mayRun, maySee } from '../session/session.js';
import { ago } from '../parts/times.js';
import { words } from '../words.js';
import { savedWords as text } from './words-saved.js';

const STATE_ICONS = { paused: 'pause-circle', revoked: 'slash-circle' };

/**
 * The saved activities as a table.
 * @param {{activities: object[], stateOf: (activity: object) => string, sort: string, sortBy: (key: string) => void,
 *   duplicate: Function, remove: Function}} options `stateOf` tells whether its connected app is `live`, `paused` or `revoked`
 */
export const savedTable = ({ activities, sort, sortBy, stateOf, ...does }) =>
  dataTable({
    title: words.activity.parts.saved,
    kind: 'saved',
    rows: activities,
    keyOf: (activity) => activity.id,
    sort,
    sortBy,
    columns: [
      { label: text.columns.name, orders: ['name', '-name'], cell: name },
      ...(maySee() ? details(stateOf) : []),
      { label: text.columns.actions, hidden: true, kind: 'actions', cell: (activity) => actions(activity, does) },
    ],
  });

const name = (activity) =>
  html`<a href=${maySee() ? editAddress(activity) : runAddress(activity)} @click=${follow}>${activity.name}</a>
    ${activity.description ? html`<span class="muted small row-note">${breakable(activity.description)}</span>` : nothing}`;

/** Opens it over the list as it is now. */
const editAddress = (activity) => {
  const { query } = place();
  query.set('edit', activity.id);
  return `${VIEWS.activity}?${query}`;
};

const runAddress = (activity) => `${VIEWS.activity}?run=${encodeURIComponent(activity.id)}`;

const details = (stateOf) => [
  { label: text.columns.app, kind: 'app-cell', cell: (activity) => app(activity, stateOf(activity)) },
  {
    label: text.columns.request,
    kind: 'domain',
    cell: ({ method, path }) => html`<span class="mono">${method} ${breakable(path || '/')}</span>`,
  },
  { label: text.columns.usedBy, cell: (activity) => text.usedBy(activity.usedBy) },
  {
    label: text.columns.lastRun,
    orders: ['-run'],
    cell: ({ name, lastRunAt }) =>
      lastRunAt ? html`<a href=${addressOf('runs', { activity: name })} @click=${follow}>${ago(lastRunAt)}</a>` : html`<span class="muted">${text.never}</span>`,
  },
];

const app = ({ connector }, state) =>
  html`<div>
    ${breakable(connector)}
    ${text.appStates[state]
      ? html`<span class="state state-${state}">${icon(STATE_ICONS[state])}${text.appStates[state]}</span>`
      : nothing}
  </div>`;

const actions = (activity, { duplicate, remove }) =>
  html`<div class="buttons">
    ${mayRun() ? rowLink(text.run(activity.name), 'play-fill', runAddress(activity)) : nothing}
    ${mayDesign()
      ? html`${rowLink(text.edit(activity.name), 'pencil', editAddress(activity))}
        ${rowButton(text.duplicate(activity.name), 'copy', () => duplicate(activity))}
        ${rowButton(text.remove(activity.name), 'trash', () => remove(activity), { kind: 'icon-danger' })}`
      : nothing}
  </div>`;
