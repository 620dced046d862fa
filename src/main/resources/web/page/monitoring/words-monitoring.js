import { clock, clockOrDay, length, NO_NUMBER, percent, perMinute, whole } from './numbers.js';

const count = (number, one, many) => `${whole(number)} ${number === 1 ? one : many}`;
const calls = (number) => count(number, 'call', 'calls');
const waits = (number) => `${count(number, 'run', 'runs')} ${number === 1 ? 'waits' : 'wait'}`;
const added = ({ addedP95 }) => (addedP95 === null ? '' : `; the gateway adds ${length(addedP95)}`);
const since = (at) => `since ${clockOrDay(at)}`;
const others = (number) => (number ? ` The same holds for ${count(number, 'other app', 'other apps')}.` : '');

const NAMES = {
  fine: '2xx and 3xx',
  denied: '4xx',
  broken: '5xx',
  silent: 'No answer',
  unsent: 'Refused or cancelled',
  wholeP50: 'p50',
  wholeP95: 'p95',
  wholeP99: 'p99',
  addedP95: 'p95 added',
  queued: 'Waiting runs',
};

/** The texts of Monitoring. */
export const monitoringWords = {
  title: 'Monitoring',
  lead: 'How calls went, how long they took, and whether that was the target or the gateway.',
  period: 'Period',
  periods: { 15: 'Last 15 minutes', 60: 'Last hour', 360: 'Last 6 hours', 1440: 'Last 24 hours' },
  app: 'Connected App',
  anyApp: 'All',
  quietApp: 'An app without calls',
  nameless: 'Revoked app',
  others: 'All other apps',

  loading: 'Loading what was measured…',
  failed: 'Monitoring could not be loaded',
  notRenewed: 'These figures could not be renewed',
  pause: 'Pause',
  resume: 'Resume',
  node: (at) => `What this node saw since ${clockOrDay(at)}.`,
  updated: (time) => `Updated ${time}`,
  paused: (time) => `Paused at ${time}`,

  none: 'No calls in this period',
  noneText: 'Figures appear here with the first call. They are kept for a day, and begin anew when the node starts.',
  longer: 'Show the last 24 hours',
  everyApp: 'Show all apps',
  tryOne: 'Run something',

  verdict: {
    question: 'Is it us or them?',
    kinds: {
      none: 'No calls',
      waiting: 'Nothing yet',
      well: 'All is well',
      past: 'All is well again',
      gateway: 'The gateway',
      errors: 'The target',
      silent: 'The target',
      slow: 'The target',
      denied: 'What is sent',
      refused: 'What is sent',
      network: 'The way there',
      queue: 'The queue',
    },
    none: () => 'No calls in this period.',
    waiting: ({ shown }) =>
      `No call has ended in this period: ${count(shown.inFlight, 'is', 'are')} in flight, ${waits(shown.queue.depth)} in the queue.`,
    well: ({ shown: { sum }, error }) =>
      `All is well: ${calls(sum.runs)}, ${error ? percent(error) : 'none'} with errors${added(sum)}.`,
    past: ({ name, share, since: from, until, shown: { sum } }) =>
      `All is well again: ${name} failed ${percent(share)} of calls from ${clockOrDay(from)} to ${clock(until)}${added(sum)}.`,
    gateway: ({ name, since: at, app: { sum }, more }) =>
      `The gateway adds ${length(sum.addedP95)} to calls of ${name} ${since(at)}, such as waiting for a place; the target takes ${length(sum.targetP95)}.${others(more)}`,
    errors: ({ name, share, since: at, app, more }) =>
      `${name} answers ${percent(share)} of calls with errors ${since(at)}${added(app.sum)}.${others(more)}`,
    silent: ({ name, share, since: at, app, more }) =>
      `${name} gives no answer to ${percent(share)} of calls ${since(at)}${added(app.sum)}.${others(more)}`,
    network: ({ since: at, more }) =>
      `None of ${whole(more + 1)} apps can be reached ${since(at)}: look at this node’s network first.`,
    slow: ({ name, since: at, app: { sum }, more }) =>
      `${name} takes ${length(sum.targetP95)} for its slowest calls ${since(at)}${added(sum)}.${others(more)}`,
    denied: ({ name, share, since: at, app, more }) =>
      `${name} turns down ${percent(share)} of calls with 4xx ${since(at)}: check the credential and what is sent${added(app.sum)}.${others(more)}`,
    refused: ({ name, share, since: at, more }) =>
      `${percent(share)} of calls of ${name} are refused here ${since(at)}: by a rule, or because it is paused or revoked.${others(more)}`,
    queue: ({ shown: { queue } }) => `${waits(queue.depth)} in the queue, the oldest for ${length(queue.oldestMillis)}: calls go well otherwise.`,
    changed: (kind, sentence) => `${kind}: ${sentence}`,
  },

  tiles: {
    title: 'Key figures',
    rate: 'Calls per minute',
    rateNote: (runs, last) => `${calls(runs)} in all; ${perMinute(last)} a minute of late`,
    error: 'Errors',
    errorNote: ({ broken, silent, denied }) => `${whole(broken)} answered 5xx, ${whole(silent)} without answer; ${whole(denied)} 4xx not counted`,
    target: 'p95 target',
    targetNote: (half) => (half === null ? 'No call was timed' : `95 % of calls take no longer; half take ${length(half)} at most`),
    added: 'p95 added by the gateway',
    addedNote: (half) => (half === null ? 'No call was timed' : `On top of the target’s time; half get ${length(half)}`),
    queue: 'Queue depth',
    queueNote: (inFlight) => `Runs that wait, on all nodes; ${whole(inFlight)} in flight here`,
    oldest: 'Oldest queued',
    oldestNote: (at) => (at === null ? 'No run waits' : `Accepted at ${clockOrDay(at)}`),
  },

  charts: {
    title: 'Over time',
    names: NAMES,
    rate: 'Calls per minute',
    rateSummary: ({ fine, denied, broken, silent, unsent, runs }, most) =>
      runs
        ? `${calls(runs)}: ${whole(fine)} answered 2xx or 3xx, ${whole(denied)} 4xx, ${whole(broken)} 5xx; ${whole(silent)} had no answer, ${whole(unsent)} were refused or cancelled. Most at ${clock(most.at)}: ${perMinute(most.value)} a minute.`
        : 'No call has ended.',
    time: 'Time of a call',
    timeSummary: ({ wholeP50, wholeP95, wholeP99, addedP95 }) =>
      wholeP50 === null
        ? 'No call was timed.'
        : `Half of the calls took ${length(wholeP50)} or less, 95 % ${length(wholeP95)}, 99 % ${length(wholeP99)}. The gateway added ${length(addedP95)} or less to 95 %.`,
    queue: 'Queue',
    queueSummary: ({ depth, oldestMillis }, most, ofAll) =>
      `${ofAll ? 'All apps together. ' : ''}${depth ? `${waits(depth)} now, the oldest for ${length(oldestMillis)}` : 'No run waits now'}${most.value ? `; at most ${whole(most.value)}, at ${clock(most.at)}` : ''}.`,
    at: 'Time',
    soFar: (time) => `${time}, so far`,
    cursor: (title) => `${title}: value at a time`,
    value: (time, values) => `${time}: ${values.map(([name, value]) => `${name} ${value}`).join(', ')}`,
    noValue: 'not known',
    showTable: 'Show as table',
    hideTable: 'Hide table',
    tableOf: (title) => `${title}, as a table`,
  },

  table: {
    title: 'Connected Apps',
    name: 'Connector Name',
    rate: 'Calls/min',
    error: 'Errors',
    whole: 'p95',
    added: 'p95 added',
    inFlight: 'In flight',
    queue: 'Queue',
    runs: 'Runs',
    errorOf: (part, number) => (part === null ? NO_NUMBER : `${percent(part)} (${whole(number)})`),
    denied: '4xx',
    yourRuns: 'Your runs',
    states: { failed: 'Failed', rejected: 'Rejected' },
    runsOf: (name) => ({ failed: `Failed runs of ${name}`, rejected: `Rejected runs of ${name}` }),
    yourRunsOf: (name) => ({ failed: `Your failed runs of ${name}`, rejected: `Your rejected runs of ${name}` }),
  },
};
