import { html } from 'lit';
import { length, perMinute, whole } from './numbers.js';
import { monitoringWords } from './words-monitoring.js';
import './time-chart.js';

const text = monitoringWords.charts;

/** What is drawn how: the colour's number, and lengths of dashes and gaps, by which lines differ where colours do not. */
const RATES = [
  { name: 'fine', colour: 1, dash: [], isFilled: true },
  { name: 'denied', colour: 2, dash: [8, 4] },
  { name: 'broken', colour: 3, dash: [3, 3] },
  { name: 'silent', colour: 4, dash: [10, 3, 2, 3] },
  { name: 'unsent', colour: 5, dash: [1, 4] },
];
const TIMES = [
  { name: 'wholeP50', colour: 6, dash: [] },
  { name: 'wholeP95', colour: 1, dash: [8, 4] },
  { name: 'wholeP99', colour: 4, dash: [3, 3] },
  { name: 'addedP95', colour: 2, dash: [10, 3, 2, 3] },
];
const QUEUE = { name: 'queued', colour: 1, dash: [], isFilled: true };

/**
 * What was when.
 * @param {import('./reading.js').Reading} reading
 * @param {{sum: object, points: object[]}} shown of it: all apps, or one
 */
export const charts = (reading, shown) => {
  const { sum, points } = shown;
  const rateOf = (name) => points.map((point) => (point.known ? point[name] / point.length : null));
  const queued = reading.grid.map(({ known }, index) => (known ? reading.queued[index] : null));
  return html`<section aria-labelledby="charts-title">
    <h2 id="charts-title" class="visually-hidden">${text.title}</h2>
    <div class="charts">
      ${chart('rate', reading, {
        title: text.rate,
        summary: text.rateSummary(sum, most(reading, rateOf('runs'))),
        series: RATES.map((one) => ({ ...one, values: rateOf(one.name) })),
        format: perMinute,
      })}
      ${chart('time', reading, {
        title: text.time,
        summary: text.timeSummary(sum),
        series: TIMES.map((one) => ({ ...one, values: points.map((point) => point[one.name]) })),
        format: length,
      })}
      ${chart('queue', reading, {
        title: text.queue,
        summary: text.queueSummary(reading.all.queue, most(reading, queued), shown !== reading.all),
        series: [{ ...QUEUE, values: queued }],
        format: whole,
        isCount: true,
      })}
    </div>
  </section>`;
};

const chart = (name, reading, { title, summary, series, format, isCount = false }) =>
  html`<time-chart
    class="card-box chart-${name}"
    .name=${name}
    .heading=${title}
    .summary=${summary}
    .grid=${reading.grid}
    .series=${series}
    .format=${format}
    .isCount=${isCount}
  ></time-chart>`;

/** The highest value and when it was, the last time of several. */
const most = ({ grid }, values) => {
  const value = Math.max(0, ...values);
  return { value, at: grid[Math.max(0, values.lastIndexOf(value))].at };
};
