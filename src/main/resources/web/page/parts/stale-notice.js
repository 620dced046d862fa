import { html } from 'lit';
import { breakable } from './breakable.js';
import { icon } from './icon.js';
import { actionButton } from './parts.js';
import { words } from '../words.js';

const { form } = words.apps;

/**
 * Says that somebody was quicker, and what they changed.
 * @param {{title: string, changes: string[], load: () => void, save: () => void, busy: boolean}} options a sentence for each
 *   change; `load` takes their version, `save` keeps what was typed
 */
export const staleNotice = ({ title, changes, load, save, busy }) =>
  html`<div class="summary notice notice-warning" role="alert" tabindex="-1">
    ${icon('exclamation-triangle')}
    <div>
      <p class="notice-title">${title}</p>
      <ul>
        ${(changes.length ? changes : [form.staleSame]).map((change) => html`<li>${breakable(change)}</li>`)}
      </ul>
      <p>${form.staleText}</p>
      <div class="buttons">
        ${actionButton({ label: form.staleLoad, kind: 'secondary btn-sm', click: load })}
        ${actionButton({ label: form.staleSave, kind: 'secondary btn-sm', busy, click: save })}
      </div>
    </div>
  </div>`;
