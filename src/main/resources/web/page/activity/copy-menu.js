import { html } from 'lit';
import { FORMATS } from './copy-formats.js';
import { PageElement } from '../parts/element.js';
import { icon } from '../parts/icon.js';
import { copy } from '../parts/parts.js';
import { toast } from '../parts/toasts.js';
import { words } from '../words.js';

const text = words.activity;

/**
 * Copies an activity for where it is used. `draft` is the form's; `check` says what is wrong with it, and whether it is right;
 * `formats` are those that it can be copied as. Fires `copied`.
 */
class CopyMenu extends PageElement {
  static properties = { draft: { attribute: false }, check: { attribute: false }, formats: { attribute: false } };

  constructor() {
    super();
    this.formats = FORMATS;
  }

  async #copyAs(format) {
    this.querySelector('[popover]').hidePopover();
    if (!this.check()) return;
    const done = await copy(this.formats[format](this.draft, location.origin));
    if (done) this.dispatchEvent(new Event('copied'));
    toast(done ? text.copied(text.formats[format]) : words.copy.failed);
  }

  render() {
    return html`<button type="button" class="btn btn-secondary copy-button" popovertarget="copy-menu">
        ${icon('clipboard')}<span>${text.copyAs}</span>${icon('chevron-down')}
      </button>
      <div id="copy-menu" class="menu" popover>
        ${Object.keys(this.formats).map(
          (format) => html`<button type="button" class="menu-item" @click=${() => this.#copyAs(format)}>
            ${text.formats[format]}
          </button>`,
        )}
      </div>`;
  }
}
customElements.define('copy-menu', CopyMenu);
