import { html, nothing } from 'lit';
import { icon } from './icon.js';
import { words } from '../words.js';
import './toasts.js';

/**
 * The frame of a dialog: title, what it holds, its buttons. The element that shows it calls `showModal`.
 * @param {{id: string, title: unknown, body: unknown, buttons: unknown, wide?: boolean, close: () => void, submit?: Function}} parts
 */
export const dialogFrame = ({ id, title, body, buttons, wide, close, submit }) =>
  html`<dialog
    class="dialog ${wide ? 'dialog-wide' : ''}"
    aria-labelledby="${id}-title"
    @cancel=${(event) => {
      // Also fired by a file or colour chooser inside; those are none of ours.
      if (event.target !== event.currentTarget) return;
      event.preventDefault();
      close();
    }}
  >
    <form
      novalidate
      @submit=${(event) => {
        event.preventDefault();
        submit?.(event);
      }}
    >
      <div class="dialog-head">
        <h2 id="${id}-title">${title}</h2>
        <button type="button" class="icon-button" aria-label=${words.frame.close} @click=${close}>${icon('x-lg')}</button>
      </div>
      <div class="dialog-body">${body}</div>
      ${buttons ? html`<div class="dialog-foot">${buttons}</div>` : nothing}
    </form>
    <toast-area></toast-area>
  </dialog>`;

/**
 * Opens the dialog of an element and remembers what to give the focus back to.
 * @param {import('./element.js').PageElement} element
 */
export const openDialog = async (element) => {
  element.opener = document.activeElement;
  await element.updateComplete;
  const dialog = element.querySelector('dialog');
  if (dialog && !dialog.open) dialog.showModal();
};

/** Closes it and gives the focus back, to the page's heading where the opener is gone. */
export const closeDialog = (element) => {
  element.querySelector('dialog')?.close();
  const { opener } = element;
  const back = opener?.isConnected && opener !== document.body ? opener : document.querySelector('h1');
  back?.focus();
};
