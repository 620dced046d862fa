import { html, nothing } from 'lit';
import { timingsOf } from './result-parts.js';
import { sentence } from '../parts/sentences.js';
import { ago, duration, lasting } from '../parts/times.js';
import { words } from '../words.js';

const text = words.activity.result;
/** Of a long history the first and the last attempts tell most. */
const FIRST = 3;
const LAST = 7;

/**
 * Each exchange of a run with the target: when, how it ended, how long it took, and how long it was before the next one.
 * @param {object | null} run as the API tells of it; null until it is read
 * @param {import('../api.js').Problem | null} [problem] why it could not be read
 * @param {{timings?: boolean, showAll?: () => void}} [view] whether the parts of each one's time are said too; `showAll` where a
 *   long history is cut
 */
export const attemptsOf = (run, problem, { timings = false, showAll } = {}) => {
  if (!run?.attempts.length) return html`<p class="muted">${problem ? text.attemptsNone : text.attemptsPending}</p>`;
  const { attempts } = run;
  const left = showAll ? attempts.length - FIRST - LAST : 0;
  const shown = attempts.map((attempt, index) => [attempt, index]).filter(([, index]) => left < 2 || index < FIRST || index >= FIRST + left);
  return html`<ol class="attempts">
    ${shown.map(
      ([attempt, index]) => html`${left > 1 && index === FIRST + left
          ? html`<li class="attempts-left">
              <button type="button" class="btn btn-secondary btn-sm" @click=${showAll}>${text.attemptsLeft(left)}</button>
            </li>`
          : nothing}
        <li value=${index + 1} class=${attempt.status && attempt.status < 400 ? 'attempt-good' : 'attempt-bad'}>
          ${one(attempt, attempts[index + 1], timings)}
        </li>`,
    )}
  </ol>`;
};

/** Which of two credentials it was, where that says something: the next one, or one that was refused. */
const credentialOf = ({ credential, status }) => {
  const said = credential && text.credentials[status === 401 ? `${credential}Refused` : credential];
  return said ? html`<p class="muted small">${said}</p>` : nothing;
};

const one = ({ at, outcome, status, detail, durationMs, timings, credential }, next, withTimings) =>
  html`<span class="attempt-line">
      <strong>${status ? text.answered(status) : words.problems.named(outcome)}</strong>
      <span class="muted">${ago(at)}, ${text.took(duration(durationMs))}</span>
    </span>
    ${detail ? html`<p class="muted small">${sentence(detail)}</p>` : nothing} ${credentialOf({ credential, status })}
    ${withTimings && timings
      ? html`<details class="attempt-time"><summary>${text.timeWent}</summary>${timingsOf(timings)}</details>`
      : nothing}
    ${next ? html`<p class="small attempt-wait">${wait(Date.parse(next.at) - Date.parse(at) - durationMs)}</p>` : nothing}`;

/** Times are kept in whole milliseconds: of two exchanges of one attempt the second begins with the end of the first. */
const wait = (millis) => (millis > 1 ? text.after(lasting(millis)) : text.atOnce);
