import { html, nothing } from 'lit';
import { icon } from './icon.js';
import { actionButton } from './parts.js';
import { words } from '../words.js';

/**
 * Says that there is nothing yet, and what would change that.
 * @param {{iconName: string, title: string, lead: string, way?: unknown}} options
 */
export const nothingYet = ({ iconName, title, lead, way = nothing }) =>
  html`<div class="empty">${icon(iconName)}<h2>${title}</h2><p>${lead}</p>${way}</div>`;

/**
 * Says that the filters leave nothing.
 * @param {string} title
 * @param {() => void} clear
 */
export const noneMatch = (title, clear) =>
  html`<div class="empty"><h2>${title}</h2>${actionButton({ label: words.filters.clear, click: clear })}</div>`;
