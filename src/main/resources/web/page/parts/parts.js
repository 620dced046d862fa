import { html, nothing } from 'lit';
import { breakable } from './breakable.js';
import { icon } from './icon.js';
import { sentence, sentenceOf } from './sentences.js';
import { toast } from './toasts.js';
import { addressOf, follow } from '../router.js';
import { words } from '../words.js';

/**
 * A button that shows what it is doing, keeps its width, and cannot be pressed twice.
 * @param {{label: string, busy?: boolean, kind?: string, type?: string, iconName?: string, disabled?: boolean, click?: Function, id?: string}} options
 */
export const actionButton = ({ id, label, busy, kind = 'secondary', type = 'button', iconName, disabled, click }) =>
  html`<button
    id=${id ?? nothing}
    type=${type}
    class="btn btn-${kind} action"
    aria-busy=${busy ? 'true' : 'false'}
    ?disabled=${disabled}
    @click=${(event) => {
      if (busy) event.preventDefault();
      else click?.(event);
    }}
  >
    ${iconName ? icon(iconName) : nothing}<span>${label}</span>${busy ? html`<span class="spinner"></span>` : nothing}
  </button>`;

/**
 * A problem in full: what happened, what to do, and the run that it belongs to.
 * @param {import('../api.js').Problem} problem
 * @param {() => void} [again] tries once more
 * @param {string} [what] could not be done, where the problem's own title does not say so
 */
export const problemNotice = (problem, again, what) =>
  html`<div class="notice notice-danger" role="alert">
    ${icon('exclamation-octagon')}
    <div>
      <p class="notice-title">${what ? `${what}: ${problem.title}` : problem.title}</p>
      ${problem.detail ? html`<p>${sentence(problem.detail)}</p>` : nothing}
      ${problem.runId ? runId(problem.runId) : nothing}
      ${again
        ? html`<button type="button" class="btn btn-secondary btn-sm" @click=${again}>${words.problems.again}</button>`
        : nothing}
    </div>
  </div>`;

/** The id of a run, which leads there and can be copied. */
export const runId = (id) =>
  html`<p class="run-id">
    <span class="muted">${words.problems.run}</span> <a href=${addressOf('runs', { run: id })} @click=${follow}><code>${id}</code></a>
    ${copyButton(id, words.copy.copy, words.copy.runId)}
  </p>`;

/**
 * A small button that copies a text and says so.
 * @param {string} content
 * @param {string} label
 * @param {string} [name] says more than the label does
 */
export const copyButton = (content, label, name) =>
  html`<button
    type="button"
    class="btn btn-link btn-sm"
    aria-label=${name ?? nothing}
    @click=${async () => toast((await copy(content)) ? words.copy.copied : words.copy.failed)}
  >
    ${label}
  </button>`;

/**
 * All that is wrong with a form, each a link to its field; takes the focus when it appears.
 * @param {{id: string, label: string, message: string}[]} faults
 * @param {import('../api.js').Problem | null} [problem] what the server said, where no field is to blame
 */
export const errorSummary = (faults, problem = null) => {
  if (!faults.length && !problem) return nothing;
  if (!faults.length) return html`<div class="summary" tabindex="-1">${problemNotice(problem)}</div>`;
  const leap = (event, fault) => {
    event.preventDefault();
    const field = document.getElementById(fault.id);
    field?.closest('details')?.setAttribute('open', '');
    field?.focus();
  };
  return html`<div class="summary notice notice-danger" role="alert" tabindex="-1">
    ${icon('exclamation-octagon')}
    <div>
      <p class="notice-title">${words.form.faults(faults.length)}</p>
      <ul>
        ${faults.map(
          (fault) => html`<li>
            <a href="#${fault.id}" @click=${(event) => leap(event, fault)}>${fault.label}: ${breakable(sentenceOf(fault.message).text)}</a>
          </li>`,
        )}
      </ul>
    </div>
  </div>`;
};

/** Where something is to come that takes its time: read out once, and shown as grey bars. */
export const skeleton = (text) =>
  html`<div class="skeleton" role="status">
    <span class="visually-hidden">${text}</span>
    ${[1, 2, 3, 4].map(() => html`<div class="bone" aria-hidden="true"></div>`)}
  </div>`;

/**
 * Puts a text into the clipboard.
 * @param {string} text
 * @returns {Promise<boolean>} whether the browser let it
 */
export const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
};
