import { html } from 'lit';
import { sentence } from '../parts/sentences.js';
import { ago, duration } from '../parts/times.js';
import { words } from '../words.js';

const text = words.activity.result;

/**
 * Each exchange of a run with the target: when, how it ended, how long it took.
 * @param {object | null} run as the API tells of it; null until it is read
 * @param {import('../api.js').Problem | null} problem why it could not be read
 */
export const attemptsOf = (run, problem) => {
  if (!run?.attempts.length) return html`<p class="muted">${problem ? text.attemptsNone : text.attemptsPending}</p>`;
  return html`<ol class="attempts">
    ${run.attempts.map(
      ({ at, outcome, status, detail, durationMs }) => html`<li>
        <span class="attempt-line">
          <strong>${status ? text.answered(status) : words.problems.named(outcome)}</strong>
          <span class="muted">${ago(at)}, ${text.took(duration(durationMs))}</span>
        </span>
        ${detail ? html`<p class="muted small">${sentence(detail)}</p>` : ''}
      </li>`,
    )}
  </ol>`;
};
