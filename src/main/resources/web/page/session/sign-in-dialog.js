import { html } from 'lit';
import { closeDialog, openDialog } from '../parts/dialogs.js';
import { PageElement } from '../parts/element.js';
import { icon } from '../parts/icon.js';
import { giveUp } from './session.js';
import { words } from '../words.js';
import './sign-in-form.js';
import '../parts/toasts.js';

/** Has the reader sign in again over whatever is open: what was typed there stays. */
class SignInDialog extends PageElement {
  firstUpdated() {
    openDialog(this);
  }

  disconnectedCallback() {
    closeDialog(this);
    super.disconnectedCallback();
  }

  render() {
    return html`<dialog
      class="dialog"
      aria-labelledby="again-title"
      @cancel=${(event) => {
        event.preventDefault();
        giveUp();
      }}
    >
      <div class="dialog-head">
        <h2 id="again-title">${words.signIn.againTitle}</h2>
        <button type="button" class="icon-button" aria-label=${words.frame.close} @click=${giveUp}>${icon('x-lg')}</button>
      </div>
      <div class="dialog-body"><sign-in-form again></sign-in-form></div>
      <toast-area></toast-area>
    </dialog>`;
  }
}
customElements.define('sign-in-dialog', SignInDialog);
