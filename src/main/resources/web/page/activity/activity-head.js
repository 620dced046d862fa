import { html, nothing } from 'lit';
import { follow, VIEWS } from '../router.js';
import { mayRun } from '../session/session.js';
import { words } from '../words.js';

const text = words.activity;

/** The two parts of Server Activity, by their addresses. */
export const PARTS = { once: VIEWS.activity, saved: `${VIEWS.activity}?show=saved` };

/**
 * The head of both parts of Server Activity: what it is, and the way to the other part.
 * @param {{current: string, button?: unknown}} options `once` or `saved`
 */
export const activityHead = ({ current, button = nothing }) =>
  html`<header class="view-head view-head-parts">
      <div>
        <h1 tabindex="-1">${text.title}</h1>
        <p class="muted">${current === 'once' ? text.lead : text.leadSaved}</p>
      </div>
      ${button}
    </header>
    ${mayRun()
      ? html`<nav class="tabs parts" aria-label=${text.title}>
          ${Object.entries(PARTS).map(
            ([part, address]) => html`<a href=${address} aria-current=${part === current ? 'page' : nothing} @click=${follow}
              >${text.parts[part]}</a
            >`,
          )}
        </nav>`
      : nothing}`;
