import { html, nothing } from 'lit';
import { call } from '../api.js';
import { closeDialog, dialogFrame, openDialog } from '../parts/dialogs.js';
import { PageElement } from '../parts/element.js';
import { actionButton, problemNotice } from '../parts/parts.js';
import { words } from '../words.js';
import { nextWords } from './words-next.js';

/**
 * Asks whether to make a connector's next secret the current one, or to remove it: `what` is `promote` or `remove`. Fires `done`,
 * or `gone` where another was quicker, and `closed`.
 */
class NextAskDialog extends PageElement {
  static properties = { app: { attribute: false }, what: { attribute: false }, problem: { state: true }, busy: { state: true } };

  constructor() {
    super();
    Object.assign(this, { problem: null, busy: false });
  }

  async firstUpdated() {
    await openDialog(this);
    this.focusOn('#next-cancel');
  }

  disconnectedCallback() {
    closeDialog(this);
    super.disconnectedCallback();
  }

  async #do() {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    const path = `/api/connectors/${this.app.id}/next-auth`;
    try {
      await (this.what === 'promote' ? call('POST', `${path}/promote`) : call('DELETE', path));
      this.dispatchEvent(new Event('done'));
    } catch (problem) {
      this.problem = problem;
      if ([404, 410].includes(problem.status)) this.dispatchEvent(new Event('gone'));
    }
    this.busy = false;
  }

  #close() {
    if (!this.busy) this.dispatchEvent(new Event('closed'));
  }

  render() {
    const text = nextWords.asking[this.what];
    return dialogFrame({
      id: 'next-ask',
      title: text.title(this.app.name),
      close: () => this.#close(),
      submit: () => this.#do(),
      body: html`${this.problem ? problemNotice(this.problem, undefined, nextWords.nothingChanged) : nothing}
        <p>${text.text}</p>`,
      buttons: html`<button id="next-cancel" type="button" class="btn btn-secondary" @click=${this.#close}>${words.frame.cancel}</button>
        ${actionButton({ label: text.button, kind: this.what === 'promote' ? 'primary' : 'danger', type: 'submit', busy: this.busy })}`,
    });
  }
}
customElements.define('next-ask-dialog', NextAskDialog);
