import { html, nothing } from 'lit';
import { icon } from '../parts/icon.js';
import { actionButton, problemNotice } from '../parts/parts.js';
import { words } from '../words.js';
import { auditWords } from './words-audit.js';

const text = auditWords.verify;

/**
 * What came of checking the audit, in words; that it takes its time, while it does.
 * @param {import('../parts/loading.js').Loading} check
 * @param {{again: () => void, show: (sequence: number) => void, dismiss: () => void}} does
 */
export const checkNotice = ({ data, problem, slow }, does) => {
  if (problem) return problemNotice(problem, does.again, text.failed);
  return html`<div role="status">
    ${slow ? html`<p class="notice notice-info">${icon('clock')}<span>${text.busy}</span></p>` : nothing}
    ${data ? (data.intact ? intact(data, does) : broken(data, does)) : nothing}
  </div>`;
};

const intact = ({ entries }, { dismiss }) =>
  html`<div class="notice notice-success">
    ${icon('shield-check')}
    <div>
      <p class="notice-title">${text.intact(entries)}</p>
      <p>${text.intactText}</p>
    </div>
    ${close(dismiss)}
  </div>`;

const broken = ({ entries, firstBroken: { sequence, reason } }, { show, dismiss }) =>
  html`<div class="notice notice-danger">
    ${icon('exclamation-octagon')}
    <div>
      <p class="notice-title">${text.broken(sequence)}</p>
      <p>${text.reasons[reason] ?? reason} ${text.before(entries)}</p>
      ${reason === 'altered' ? actionButton({ label: text.show, kind: 'secondary btn-sm', click: () => show(sequence) }) : nothing}
    </div>
    ${close(dismiss)}
  </div>`;

const close = (dismiss) =>
  html`<button type="button" class="icon-button" aria-label=${words.frame.dismiss} @click=${dismiss}>${icon('x-lg')}</button>`;
