import { html, nothing } from 'lit';
import { all, call } from '../api.js';
import { closeDialog, dialogFrame, openDialog } from '../parts/dialogs.js';
import { PageElement } from '../parts/element.js';
import { actionButton, problemNotice } from '../parts/parts.js';
import { mayManage } from '../session/session.js';
import { words } from '../words.js';
import { savedWords } from './words-saved.js';

const text = savedWords.removing;

/**
 * Asks whether to delete a saved activity, and says who uses it. `activity` is one of the list. Fires `removed`, or `gone` where
 * another was quicker, and `closed`.
 */
class DeleteActivityDialog extends PageElement {
  static properties = { activity: { attribute: false }, users: { state: true }, problem: { state: true }, busy: { state: true } };

  constructor() {
    super();
    Object.assign(this, { users: null, problem: null, busy: false });
  }

  async firstUpdated() {
    await openDialog(this);
    this.focusOn('#delete-cancel');
    this.users = await this.#lookUp();
  }

  disconnectedCallback() {
    closeDialog(this);
    super.disconnectedCallback();
  }

  /** Names where the caller may see keys, else their number, which the list told. */
  async #lookUp() {
    const { keys } = this.activity.usedBy;
    if (!keys) return text.nobody;
    if (mayManage()) {
      try {
        const naming = (await all('/api/keys')).filter((key) => this.#isNamedBy(key));
        if (naming.length) return text.keys(naming.map(({ name }) => name));
      } catch {
        // The number is known all the same.
      }
    }
    return text.keyCount(keys);
  }

  #isNamedBy(key) {
    return key.activities.includes(this.activity.id);
  }

  async #remove() {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      await call('DELETE', `/api/activities/${this.activity.id}`);
      this.dispatchEvent(new Event('removed'));
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
    const { name } = this.activity;
    return dialogFrame({
      id: 'delete',
      title: text.title(name),
      close: () => this.#close(),
      submit: () => this.#remove(),
      body: html`${this.problem ? problemNotice(this.problem) : nothing}
        <p>${text.stops}</p>
        <ul class="stops">
          <li>${text.newRuns}</li>
          <li>${text.queued}</li>
          <li><span role="status">${this.users ?? text.asking}</span></li>
        </ul>`,
      buttons: html`<button id="delete-cancel" type="button" class="btn btn-secondary" @click=${this.#close}>${words.frame.cancel}</button>
        ${actionButton({ label: text.button, kind: 'danger', type: 'submit', iconName: 'trash', busy: this.busy })}`,
    });
  }
}
customElements.define('delete-activity-dialog', DeleteActivityDialog);
