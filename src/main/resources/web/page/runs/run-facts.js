import { html, nothing } from 'lit';
import { breakable } from '../parts/breakable.js';
import { copyButton } from '../parts/parts.js';
import { ago, lasting } from '../parts/times.js';
import { addressOf, follow } from '../router.js';
import { maySee } from '../session/session.js';
import { replaysOf } from './replayed.js';
import { runsWords as text } from './words-runs.js';

const link = (address, content) => html`<a href=${address} @click=${follow}>${content}</a>`;

/** A run by its id, which leads there. */
const runLink = (id) => link(addressOf('runs', { run: id }), html`<code>${id}</code>`);

/**
 * What there is to know of a run at a glance.
 * @param {object} run as the API tells of it
 * @param {string | null} caller its name, where the reader sees others' runs
 */
export const factsOf = (run, caller) => {
  const replays = replaysOf(run.id);
  const facts = [
    [text.columns.app, maySee() ? link(addressOf('connector', { id: run.connector.id }), run.connector.name) : run.connector.name],
    [text.activity, run.activity && link(addressOf('activity', { show: 'saved', q: run.activity }), run.activity)],
    [text.request, html`<span class="mono">${run.method} ${breakable(run.path || '/')}</span>`],
    [text.columns.caller, caller],
    [text.columns.mode, text.modes[run.waitForResult]],
    [text.columns.started, ago(run.createdAt)],
    [text.ended, run.endedAt && ago(run.endedAt)],
    [text.columns.took, run.endedAt && lasting(Math.max(0, Date.parse(run.endedAt) - Date.parse(run.createdAt)))],
    [text.columns.attempts, run.attempts.length.toLocaleString()],
    [text.columns.next, run.nextAttemptAt && (Date.parse(run.nextAttemptAt) <= Date.now() ? text.dueNow : ago(run.nextAttemptAt))],
    [text.replayOf, run.replayOf && runLink(run.replayOf)],
    [text.replayedAs, replays.length ? replays.map((id, index) => html`${index ? html`<br />` : nothing}${runLink(id)}`) : null],
    [text.id, html`<code>${run.id}</code> ${copyButton(run.id, text.copyId)}`],
  ].filter(([, value]) => value);
  return html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
    ${run.waitForResult ? nothing : html`<p class="help">${text.erasedFacts}</p>`}`;
};
