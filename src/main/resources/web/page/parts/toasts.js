import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { PageElement } from './element.js';
import { icon } from './icon.js';
import { words } from '../words.js';

const SHOWN_FOR = 6_000;
const changes = new EventTarget();
let shown = [];
let number = 0;

const show = (messages) => {
  shown = messages;
  changes.dispatchEvent(new Event('change'));
};

const remove = (message) => show(shown.filter((other) => other !== message));

/**
 * Says for a moment that something was done. Never the only copy of an error.
 * @param {string} text
 */
export const toast = (text) => {
  const message = { id: ++number, text };
  show([...shown, message]);
  setTimeout(() => remove(message), SHOWN_FOR);
};

/**
 * Where toasts appear: announced politely, one below the other. The page has one, and so has each dialog, under which the page's
 * own would lie.
 */
class ToastArea extends PageElement {
  #change = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    changes.addEventListener('change', this.#change);
  }

  disconnectedCallback() {
    changes.removeEventListener('change', this.#change);
    super.disconnectedCallback();
  }

  render() {
    return html`<div class="toasts" role="status">
      ${repeat(
        shown,
        (message) => message.id,
        (message) => html`<div class="toast-line">
          ${icon('check-circle')}<span>${message.text}</span>
          <button type="button" class="icon-button" aria-label=${words.frame.dismiss} @click=${() => remove(message)}>
            ${icon('x-lg')}
          </button>
        </div>`,
      )}
    </div>`;
  }
}
customElements.define('toast-area', ToastArea);
