import { html, nothing } from 'lit';
import { breakable } from '../parts/breakable.js';
import { dataTable } from '../parts/data-table.js';
import { ago, lasting, relative } from '../parts/times.js';
import { addressOf, follow, place } from '../router.js';
import { runState } from './run-state.js';
import { runsWords as text } from './words-runs.js';

/** On a card it is left out. */
const NONE = html`<span class="muted none">${text.none}</span>`;

/**
 * Runs as a table.
 * @param {{runs: object[], chosen?: Set<string>, choose?: (run: object, chosen: boolean) => void, callers?: (text: string) => string,
 *   app?: boolean}} options without `choose` none can be chosen, without `callers` nor is it said who called; `app` false where
 *   all are of one
 */
export const runsTable = ({ runs, chosen, choose, callers, app = true }) =>
  dataTable({
    title: text.title,
    kind: `runs ${choose ? 'runs-choice' : ''} ${callers ? 'runs-callers' : ''} ${app ? 'runs-apps' : ''}`,
    rows: runs,
    keyOf: (run) => run.id,
    columns: [
      ...(choose ? [{ label: text.columns.chosen, hidden: true, kind: 'choice-cell', cell: (run) => tick(run, chosen, choose) }] : []),
      { label: text.columns.state, cell: ({ state }) => runState(state) },
      ...(app ? [{ label: text.columns.app, kind: 'clip', cell: ({ connector }) => connector.name }] : []),
      { label: text.columns.request, names: true, cell: request },
      ...(callers ? [{ label: text.columns.caller, kind: 'clip', cell: ({ caller }) => callers(caller) }] : []),
      { label: text.columns.mode, cell: ({ waitForResult }) => text.modes[waitForResult] },
      { label: text.columns.attempts, kind: 'number', cell: ({ attempts }) => attempts.length.toLocaleString() },
      { label: text.columns.next, cell: nextAttempt },
      { label: text.columns.took, kind: 'number', cell: took },
      { label: text.columns.started, cell: ({ createdAt }) => ago(createdAt) },
    ],
  });

/** Opens it over the list as it is now. */
const addressOfRun = ({ id }) => {
  const { view, query } = place();
  return addressOf('runs', { ...(view === 'runs' ? Object.fromEntries(query) : {}), run: id });
};

const request = (run) =>
  html`<a href=${addressOfRun(run)} data-run=${run.id} @click=${follow}
      ><span class="method">${run.method}</span> <span class="mono">${breakable(run.path || '/')}</span></a
    >${run.activity ? html`<span class="muted small row-note">${run.activity}</span>` : nothing}`;

const tick = (run, chosen, choose) =>
  html`<label class="choice-box"
    ><input
      type="checkbox"
      class="form-check-input"
      aria-label=${text.choose(run)}
      .checked=${chosen.has(run.id)}
      @change=${(event) => choose(run, event.target.checked)}
  /></label>`;

const nextAttempt = ({ nextAttemptAt }) => {
  if (!nextAttemptAt) return NONE;
  return Date.parse(nextAttemptAt) <= Date.now()
    ? text.dueNow
    : html`<time datetime=${nextAttemptAt} title=${new Date(nextAttemptAt).toLocaleString()}>${relative(nextAttemptAt)}</time>`;
};

/** From its beginning to its end, waits between attempts included. */
const took = ({ createdAt, endedAt }) =>
  endedAt ? lasting(Math.max(0, Date.parse(endedAt) - Date.parse(createdAt))) : NONE;
