import { html } from 'lit';
import { closeDialog, dialogFrame, openDialog } from '../parts/dialogs.js';
import { PageElement } from '../parts/element.js';
import { words } from '../words.js';

/** Asks before signing out loses what was typed. Fires `leave`, and `closed`. */
class SignOutDialog extends PageElement {
  async firstUpdated() {
    await openDialog(this);
    this.focusOn('#stay');
  }

  disconnectedCallback() {
    closeDialog(this);
    super.disconnectedCallback();
  }

  #close() {
    this.dispatchEvent(new Event('closed'));
  }

  render() {
    return dialogFrame({
      id: 'sign-out',
      title: words.form.discard,
      close: () => this.#close(),
      submit: () => this.dispatchEvent(new Event('leave')),
      body: html`<p>${words.frame.signOutLoses}</p>`,
      buttons: html`<button id="stay" type="button" class="btn btn-secondary" @click=${this.#close}>${words.form.discardNo}</button>
        <button type="submit" class="btn btn-danger">${words.frame.signOut}</button>`,
    });
  }
}
customElements.define('sign-out-dialog', SignOutDialog);
