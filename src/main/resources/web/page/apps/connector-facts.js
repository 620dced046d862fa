import { html } from 'lit';
import { appExpiry, appHealth, appState, appUsedBy } from './app-state.js';
import { breakable } from '../parts/breakable.js';
import { ago, lasting } from '../parts/times.js';
import { words } from '../words.js';
import { connectorWords as text } from './words-connector.js';

const { columns, auth } = words.apps;

/** What the last hour was like, in one sentence. Its errors are all that neither succeeded nor was called off. */
const traffic = (sum) => {
  if (!sum?.runs) return text.quiet;
  const bad = sum.runs - sum.status2xx - sum.status3xx - sum.cancelled;
  return text.traffic(sum.runs, Math.max(0, bad), sum.wholeP95 === null ? '' : lasting(sum.wholeP95));
};

/**
 * What a connector is and how it does, at a glance.
 * @param {object} app as the API tells of it
 * @param {object | null | undefined} sum of its runs in the last hour; undefined where it could not be read
 */
export const connectorFacts = (app, sum) => {
  const facts = [
    [columns.domain, breakable(app.domain)],
    [columns.auth, auth(app.auth.type)],
    [columns.state, appState(app)],
    ...(app.state === 'revoked' ? [] : [[columns.health, html`${appHealth(app)} ${appExpiry(app)}`], [columns.usedBy, appUsedBy(app)]]),
    [columns.lastUsed, app.lastUsedAt ? ago(app.lastUsedAt) : words.times.never],
    ...(sum === undefined ? [] : [[text.hour, traffic(sum)]]),
    [text.limits, text.limitsOf(app.limits)],
    [text.delivery, text.deliveryOf(app.delivery, lasting(app.delivery.maxAge))],
    [text.made, ago(app.createdAt)],
  ];
  return html`<dl class="facts app-facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
};
