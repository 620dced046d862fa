import { html, nothing } from 'lit';
import { icon } from '../parts/icon.js';
import { ago } from '../parts/times.js';
import { addressOf, follow } from '../router.js';
import { mayAudit } from '../session/session.js';
import { words } from '../words.js';
import { loginWords as login } from './words-logins.js';

const text = words.apps;
const STATE_ICONS = { live: 'check-circle', paused: 'pause-circle', revoked: 'slash-circle' };

/** Whether a connector may run, in words. */
export const appState = ({ state }) => html`<span class="state state-${state}">${icon(STATE_ICONS[state])}${text.states[state]}</span>`;

/** Its runs that went wrong, or are tried again. */
const failedRuns = ({ id }) => addressOf('runs', { connector: id, state: 'not-done' });

/** How its last run went, in words, with what was wrong; where it failed, the way to such runs. */
export const appHealth = (app) => {
  const { health } = app;
  if (!health) return html`<span class="muted">${text.health.none}</span>`;
  const verdict = health.ok
    ? html`<span class="health health-ok">${icon('heart-pulse')}${text.health.ok}</span>`
    : html`<a class="health health-failing" href=${failedRuns(app)} @click=${follow}>${icon('exclamation-triangle')}${text.health.failing}</a>`;
  return html`${verdict}
    ${health.problem ? html`<span class="muted small">${text.health.why(health.problem)}</span>` : nothing}
    <span class="muted small">${ago(health.at)}</span>`;
};

const TWO_WEEKS = 14 * 86_400_000;

/** That a credential ends soon, or has ended; nothing where that is far or not known. */
export const appExpiry = ({ auth, tls, state }) => {
  const [end] = [auth?.expiresAt, tls?.expiresAt].filter(Boolean).sort((one, other) => Date.parse(one) - Date.parse(other));
  const left = Date.parse(end) - Date.now();
  if (state === 'revoked' || !(left < TWO_WEEKS)) return nothing;
  return html`<span class="expiry">${icon('clock')}<span>${left < 0 ? login.ended : login.ends} ${ago(end)}</span></span>`;
};

/** What goes by a connector, each with the way there. */
export const appUsedBy = ({ id, usedBy: { keys, activities } }) => {
  if (!keys && !activities) return text.unused;
  const link = html`<a href=${addressOf('activity', { show: 'saved', app: id })} @click=${follow}>${text.activities(activities)}</a>`;
  return html`${keys ? ofKeys(id, keys) : nothing}${keys && activities ? ', ' : nothing}${activities ? link : nothing}`;
};

/** Who they are is for those who may see keys. */
const ofKeys = (id, keys) => (mayAudit() ? html`<a href=${addressOf('callers', { app: id })} @click=${follow}>${text.keys(keys)}</a>` : text.keys(keys));
