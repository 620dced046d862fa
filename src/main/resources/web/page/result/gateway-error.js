import { duration } from '../parts/times.js';
import { words } from '../words.js';

const text = words.activity.result;
const PHASES = ['queueMs', 'dnsMs', 'connectMs', 'tlsMs', 'firstByteMs'];

/**
 * Milliseconds of each phase, the reading of the answer included: that is what is left of the whole.
 * @param {Record<string, number>} timings as the API tells them
 * @returns {[string, number][]}
 */
export const phasesOf = (timings) => {
  const phases = PHASES.map((phase) => [phase, timings[phase] ?? 0]);
  const read = timings.totalMs - phases.reduce((sum, [, millis]) => sum + millis, 0);
  return [...phases, ['readMs', Math.max(0, read)]];
};

/**
 * What to say first of a run that got no answer: that the gateway failed, and not the target.
 * @param {import('../api.js').Problem} problem
 */
export const gatewayError = (problem) => {
  // The server itself was not reached, or did not say.
  if (!problem.type) return problem.title;
  if (!problem.is('deadline-exceeded') || !problem.timings) return text.gateway(problem.title);
  const [longest] = phasesOf(problem.timings).sort((a, b) => b[1] - a[1])[0];
  return text.timedOut(duration(problem.timings.totalMs), text.phases[longest]);
};
