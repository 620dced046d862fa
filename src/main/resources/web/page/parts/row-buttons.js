import { html, nothing } from 'lit';
import { icon } from './icon.js';
import { follow } from '../router.js';

/**
 * A button of a row that shows an icon alone; its name says what it does to what.
 * @param {string} label
 * @param {string} iconName
 * @param {() => void} click
 * @param {{kind?: string, busy?: boolean}} options
 */
export const rowButton = (label, iconName, click, { kind = '', busy = false } = {}) =>
  html`<button
    type="button"
    class="icon-button ${kind}"
    aria-label=${label}
    title=${label}
    aria-busy=${busy ? 'true' : nothing}
    @click=${click}
  >
    ${busy ? html`<span class="spinner"></span>` : icon(iconName)}
  </button>`;

/** The same as a link to another place of the page. */
export const rowLink = (label, iconName, address) =>
  html`<a class="icon-button" href=${address} aria-label=${label} title=${label} @click=${follow}>${icon(iconName)}</a>`;
