import { html } from 'lit';
import { length, percent, perMinute, whole } from './numbers.js';
import { errorShare } from './reading.js';
import { monitoringWords } from './words-monitoring.js';

const text = monitoringWords.tiles;
const MINUTE = 60_000;
/** What is of late. */
const LATE = 5 * MINUTE;

/**
 * The figures that matter first, each with what it means.
 * @param {import('./reading.js').Reading} reading
 * @param {object} shown of it: all apps, or one
 */
export const tiles = (reading, { sum, points, queue, inFlight }) => {
  const { depth, oldestMillis } = queue;
  const oldestAt = oldestMillis === null ? null : reading.to - oldestMillis;
  return html`<section aria-labelledby="tiles-title">
    <h2 id="tiles-title" class="visually-hidden">${text.title}</h2>
    <dl class="tiles">
      ${tile(text.rate, perMinute(reading.rate(sum.runs)), text.rateNote(sum.runs, rateOfLate(reading, points)))}
      ${tile(text.error, percent(errorShare(sum)), text.errorNote(sum))}
      ${tile(text.target, length(sum.targetP95), text.targetNote(sum.targetP50))}
      ${tile(text.added, length(sum.addedP95), text.addedNote(sum.addedP50))}
      ${tile(text.queue, whole(depth), text.queueNote(inFlight))}
      ${tile(text.oldest, length(oldestMillis), text.oldestNote(oldestAt))}
    </dl>
  </section>`;
};

const tile = (name, value, note) =>
  html`<div class="tile card-box"><dt>${name}</dt><dd class="tile-value">${value}</dd><dd class="tile-note">${note}</dd></div>`;

const rateOfLate = ({ to }, points) => {
  const late = points.filter((point) => point.known && point.at + point.length * MINUTE > to - LATE);
  return late.reduce((runs, point) => runs + point.runs, 0) / late.reduce((minutes, point) => minutes + point.length, 0);
};
