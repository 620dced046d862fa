import { html, nothing } from 'lit';
import { call } from '../api.js';
import { closeDialog, dialogFrame, openDialog } from '../parts/dialogs.js';
import { PageElement } from '../parts/element.js';
import { icon } from '../parts/icon.js';
import { actionButton, problemNotice } from '../parts/parts.js';
import { caller } from '../session/session.js';
import { words } from '../words.js';
import { callersWords } from './words-callers.js';

const text = callersWords.ending;

/**
 * Asks whether to end a key, and says what that stops. `ended` is one of the list, `reach` what it may run, in words. Fires
 * `ended`, or `gone` where another was quicker, and `closed`.
 */
class EndKeyDialog extends PageElement {
  static properties = { ended: { attribute: false }, reach: { attribute: false }, problem: { state: true }, busy: { state: true } };

  constructor() {
    super();
    Object.assign(this, { problem: null, busy: false });
  }

  async firstUpdated() {
    await openDialog(this);
    this.focusOn('#end-cancel');
  }

  disconnectedCallback() {
    closeDialog(this);
    super.disconnectedCallback();
  }

  async #end() {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      await call('DELETE', `/api/keys/${this.ended.id}`);
      this.dispatchEvent(new Event('ended'));
    } catch (problem) {
      this.problem = problem;
      if (problem.status === 404) this.dispatchEvent(new Event('gone'));
    }
    this.busy = false;
  }

  #close() {
    if (!this.busy) this.dispatchEvent(new Event('closed'));
  }

  render() {
    const { name, id, role } = this.ended;
    const isOwn = id === caller()?.keyId;
    return dialogFrame({
      id: 'end-key',
      title: text.title(name),
      close: () => this.#close(),
      submit: () => this.#end(),
      body: html`${this.problem ? problemNotice(this.problem) : nothing}
        ${isOwn ? html`<div class="notice notice-warning">${icon('exclamation-triangle')}<p>${text.own}</p></div>` : nothing}
        <p>${text.stops}</p>
        <ul class="stops">
          <li>${text.calls(name)}</li>
          ${role === 'auditor' ? nothing : html`<li>${text.tokens}</li>`}
          <li>${text.sessions}</li>
        </ul>
        <p class="muted">${text.scope(this.reach)}</p>
        <p class="muted">${text.kept}</p>`,
      buttons: html`<button id="end-cancel" type="button" class="btn btn-secondary" @click=${this.#close}>${words.frame.cancel}</button>
        ${actionButton({ label: isOwn ? text.buttonOwn : text.button, kind: 'danger', type: 'submit', iconName: 'trash', busy: this.busy })}`,
    });
  }
}
customElements.define('end-key-dialog', EndKeyDialog);
