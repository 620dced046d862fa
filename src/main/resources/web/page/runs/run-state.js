import { html } from 'lit';
import { icon } from '../parts/icon.js';
import { words } from '../words.js';

const { states } = words.activity.result;

const ICONS = {
  queued: 'clock',
  running: 'play-fill',
  succeeded: 'check-circle',
  rejected: 'exclamation-triangle',
  unknown: 'exclamation-triangle',
  cancelled: 'slash-circle',
  failed: 'exclamation-octagon',
  dead: 'exclamation-octagon',
};

/** All states of a run, as the contract calls them. */
export const allStates = () => Object.keys(states);

/** Those of runs that did not do what they should, or not yet. */
export const NOT_DONE = ['queued', 'running', 'rejected', 'failed', 'dead', 'unknown'];

/** A state in words, and with a colour and an icon for whoever sees them. */
export const runState = (state) => html`<span class="state run-${state}">${icon(ICONS[state] ?? 'clock')}${states[state] ?? state}</span>`;

/** Whether it can be run again: its request is kept, and it has ended. */
export const mayReplayIt = (run) => !run.waitForResult && !!run.endedAt;

/** Whether there is something to cancel, which is no caller's own to break off. */
export const mayCancelIt = (run) => !run.waitForResult && !run.endedAt;
