import { html, nothing } from 'lit';
import { icon } from './icon.js';
import { words } from './words.js';

/**
 * A button that shows what it is doing, keeps its width, and cannot be pressed twice.
 * @param {{label: string, busy?: boolean, kind?: string, type?: string, iconName?: string, disabled?: boolean, click?: Function}} options
 */
export const actionButton = ({ label, busy, kind = 'secondary', type = 'button', iconName, disabled, click }) =>
  html`<button
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
 * @param {import('./api.js').Problem} problem
 * @param {() => void} [again] tries once more
 */
export const problemNotice = (problem, again) =>
  html`<div class="notice notice-danger" role="alert">
    ${icon('exclamation-octagon')}
    <div>
      <p class="notice-title">${problem.title}</p>
      ${problem.detail ? html`<p>${problem.detail}</p>` : nothing}
      ${problem.runId
        ? html`<p class="notice-id">
            ${words.problems.run} <code>${problem.runId}</code>
            <button type="button" class="btn btn-link btn-sm" @click=${() => copy(problem.runId)}>${words.copy.copy}</button>
          </p>`
        : nothing}
      ${again
        ? html`<button type="button" class="btn btn-secondary btn-sm" @click=${again}>${words.problems.again}</button>`
        : nothing}
    </div>
  </div>`;

/**
 * All that is wrong with a form, each a link to its field; takes the focus when it appears.
 * @param {{id: string, label: string, message: string}[]} faults
 * @param {import('./api.js').Problem | null} [problem] what the server said, where no field is to blame
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
          (fault) => html`<li><a href="#${fault.id}" @click=${(event) => leap(event, fault)}>${fault.label}: ${fault.message}</a></li>`,
        )}
      </ul>
    </div>
  </div>`;
};

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
