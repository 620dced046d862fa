import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { PageElement } from './element.js';
import { icon } from './icon.js';
import { words } from './words.js';

const SHOWN_FOR = 6_000;
const messages = new EventTarget();

/**
 * Says for a moment that something was done. Never the only copy of an error.
 * @param {string} text
 */
export const toast = (text) => messages.dispatchEvent(new CustomEvent('toast', { detail: text }));

/** Where toasts appear: announced politely, one below the other. */
class ToastArea extends PageElement {
  static properties = { shown: { state: true } };

  #number = 0;
  #add = (event) => {
    const message = { id: ++this.#number, text: event.detail };
    this.shown = [...this.shown, message];
    setTimeout(() => this.#remove(message), SHOWN_FOR);
  };

  constructor() {
    super();
    this.shown = [];
  }

  connectedCallback() {
    super.connectedCallback();
    messages.addEventListener('toast', this.#add);
  }

  disconnectedCallback() {
    messages.removeEventListener('toast', this.#add);
    super.disconnectedCallback();
  }

  #remove(message) {
    this.shown = this.shown.filter((other) => other !== message);
  }

  render() {
    return html`<div class="toasts" role="status">
      ${repeat(
        this.shown,
        (message) => message.id,
        (message) => html`<div class="toast-line">
          ${icon('check-circle')}<span>${message.text}</span>
          <button type="button" class="icon-button" aria-label=${words.frame.dismiss} @click=${() => this.#remove(message)}>
            ${icon('x-lg')}
          </button>
        </div>`,
      )}
    </div>`;
  }
}
customElements.define('toast-area', ToastArea);
