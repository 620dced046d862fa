import { html } from 'lit';

const SPRITE = new URL('../icons.svg', import.meta.url).pathname;

/**
 * An icon beside a text, or in a button that has a name of its own: it says nothing itself.
 * @param {string} name as Bootstrap calls it; it must stand in icons.txt
 */
export const icon = (name) =>
  html`<svg class="icon" aria-hidden="true" focusable="false"><use href="${SPRITE}#${name}"></use></svg>`;
