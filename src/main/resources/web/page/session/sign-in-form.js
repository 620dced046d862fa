import { html, nothing } from 'lit';
import { PageElement } from '../parts/element.js';
import { actionButton, problemNotice } from '../parts/parts.js';
import { signIn } from './session.js';
import { words } from '../words.js';

/** Signs in with a key. The key leaves the page's memory with the answer. */
class SignInForm extends PageElement {
  static properties = {
    again: { type: Boolean },
    busy: { state: true },
    problem: { state: true },
    fault: { state: true },
  };

  constructor() {
    super();
    this.again = false;
    this.busy = false;
    this.problem = null;
    this.fault = '';
  }

  firstUpdated() {
    this.focusOn('input');
  }

  async #submit(event) {
    event.preventDefault();
    if (this.busy) return;
    const field = this.querySelector('input');
    const key = field.value.trim();
    this.problem = null;
    this.fault = /^[\x21-\x7e]+$/.test(key) ? '' : key ? words.signIn.odd : words.signIn.missing;
    if (this.fault) {
      field.focus();
      return;
    }
    this.busy = true;
    try {
      await signIn(key);
      field.value = '';
    } catch (problem) {
      if (problem.status === 401) {
        this.fault = words.signIn.refused;
        field.select();
        field.focus();
      } else {
        this.problem = problem;
      }
    }
    this.busy = false;
  }

  render() {
    const id = this.again ? 'key-again' : 'key';
    return html`<form class=${this.again ? '' : 'sign-in card-box'} novalidate @submit=${this.#submit}>
      ${this.again ? nothing : html`<h1 tabindex="-1">${words.signIn.title}</h1>`}
      <p class="muted">${this.again ? words.signIn.ended : words.signIn.lead}</p>
      ${this.problem ? problemNotice(this.problem) : nothing}
      <div class="field">
        <label for=${id}>${words.signIn.key}</label>
        <input
          id=${id}
          class="form-control mono ${this.fault ? 'is-invalid' : ''}"
          type="password"
          autocomplete="current-password"
          autocapitalize="off"
          spellcheck="false"
          aria-required="true"
          aria-invalid=${this.fault ? 'true' : 'false'}
          aria-describedby="${id}-help ${id}-fault"
        />
        <p id="${id}-help" class="help">${words.signIn.help}</p>
        <p id="${id}-fault" class="fault" role="alert">${this.fault}</p>
      </div>
      ${actionButton({ label: words.signIn.button, kind: 'primary w-100', type: 'submit', busy: this.busy })}
    </form>`;
  }
}
customElements.define('sign-in-form', SignInForm);
