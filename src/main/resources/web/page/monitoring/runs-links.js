import { addressOf } from '../router.js';
import { mayAudit } from '../session/session.js';
import { monitoringWords } from './words-monitoring.js';

const text = monitoringWords.table;
const HOUR = 60;

/** Who may not see the runs of others is not promised them. */
export const runsTitle = () => (mayAudit() ? text.runs : text.yourRuns);

/**
 * What a link to runs of an app is called.
 * @param {string} app
 * @param {string} state of the runs: `failed` or `rejected`
 */
export const runsName = (app, state) => (mayAudit() ? text.runsOf : text.yourRunsOf)(app)[state];

/** Where these runs are, those of the last hour or day, whichever holds the minutes that are shown. */
export const runsAddress = (connector, state, minutes) => addressOf('runs', { state, connector, time: minutes <= HOUR ? 'hour' : 'day' });
