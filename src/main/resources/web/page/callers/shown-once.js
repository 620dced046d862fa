import { html, nothing } from 'lit';
import { PageElement } from '../parts/element.js';
import { icon } from '../parts/icon.js';
import { copy } from '../parts/parts.js';
import { toast } from '../parts/toasts.js';
import { words } from '../words.js';

/**
 * A secret that is shown this once, in a field that is not to be changed, with a button that copies it. `label` is its name,
 * `field` the id of its input, `secret` its text, `note` what to do about it. Fires `copied`, also where it was copied by hand.
 */
class ShownOnce extends PageElement {
  static properties = { label: {}, field: {}, secret: { attribute: false }, note: { attribute: false } };

  async #copy() {
    const done = await copy(this.secret);
    if (done) this.#copied();
    else this.querySelector('input').select();
    toast(done ? words.copy.copied : words.copy.failed);
  }

  #copied() {
    this.dispatchEvent(new Event('copied'));
  }

  render() {
    const { field } = this;
    return html`<div class="field">
      <label for=${field}>${this.label}</label>
      <div class="once">
        <input
          id=${field}
          class="form-control mono"
          readonly
          autocomplete="off"
          spellcheck="false"
          .value=${this.secret}
          aria-describedby="${field}-help"
          @focus=${(event) => event.target.select()}
          @copy=${() => this.#copied()}
        />
        <button type="button" class="btn btn-primary" @click=${() => this.#copy()}>${icon('clipboard')}<span>${words.copy.copy}</span></button>
      </div>
      <p id="${field}-help" class="help">${this.note ?? nothing}</p>
    </div>`;
  }
}
customElements.define('shown-once', ShownOnce);
