import { html, nothing } from 'lit';
import { follow, VIEWS } from '../router.js';
import { mayAudit, mayRun } from '../session/session.js';
import { words } from '../words.js';
import { callersWords as text } from './words-callers.js';

const PARTS = { keys: VIEWS.callers, tokens: `${VIEWS.callers}?show=tokens` };

/**
 * Which part of Callers is shown to whoever is signed in.
 * @param {URLSearchParams} query of the address
 */
export const partOf = (query) => {
  if (!mayAudit()) return 'tokens';
  return mayRun() && query.get('show') === 'tokens' ? 'tokens' : 'keys';
};

/**
 * The head of both parts of Callers: what it is, and the way to the other part for those who have one.
 * @param {{current: string, button?: unknown}} options `keys` or `tokens`
 */
export const callersHead = ({ current, button = nothing }) =>
  html`<header class="view-head view-head-parts">
      <div>
        <h1 tabindex="-1">${words.views.callers}</h1>
        <p class="muted">${current === 'keys' ? text.leadKeys : text.leadTokens}</p>
      </div>
      ${button}
    </header>
    ${mayAudit() && mayRun()
      ? html`<nav class="tabs parts" aria-label=${words.views.callers}>
          ${Object.entries(PARTS).map(
            ([part, address]) => html`<a href=${address} aria-current=${part === current ? 'page' : nothing} @click=${follow}
              >${text.parts[part]}</a
            >`,
          )}
        </nav>`
      : nothing}`;
