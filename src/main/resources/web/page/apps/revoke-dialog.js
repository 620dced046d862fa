import { html, nothing } from 'lit';
import { call } from '../api.js';
import { closeDialog, dialogFrame, openDialog } from '../parts/dialogs.js';
import { PageElement } from '../parts/element.js';
import { textField } from '../parts/fields.js';
import { icon } from '../parts/icon.js';
import { actionButton, problemNotice } from '../parts/parts.js';
import { addressOf, follow } from '../router.js';
import { words } from '../words.js';

const text = words.apps.revoking;

/**
 * Says what revoking a connector stops, has it confirmed where something would stop, and tells what was stopped. `app` has
 * the connector's id and name. Fires `revoked`, and `closed`.
 */
class RevokeDialog extends PageElement {
  static properties = {
    app: {},
    usage: { state: true },
    unknown: { state: true },
    typed: { state: true },
    fault: { state: true },
    problem: { state: true },
    busy: { state: true },
    stopped: { state: true },
  };

  constructor() {
    super();
    Object.assign(this, { usage: null, unknown: null, typed: '', fault: '', problem: null, busy: false, stopped: null });
  }

  async firstUpdated() {
    await openDialog(this);
    this.focusOn('#revoke-cancel');
    this.#count();
  }

  disconnectedCallback() {
    closeDialog(this);
    super.disconnectedCallback();
  }

  async #count() {
    this.unknown = null;
    try {
      this.usage = (await call('GET', `/api/connectors/${this.app.id}/usage`)).data;
    } catch (problem) {
      this.unknown = problem;
    }
  }

  #mustConfirm() {
    if (this.unknown) return true;
    const { running, queued, keys, activities } = this.usage;
    return running + queued + keys.length + activities.length > 0;
  }

  async #revoke() {
    if (this.busy || this.stopped || (!this.usage && !this.unknown)) return;
    this.fault = this.#mustConfirm() && this.typed.trim() !== this.app.name ? text.confirmFault(this.app.name) : '';
    if (this.fault) {
      this.focusOn('#confirm');
      return;
    }
    this.busy = true;
    this.problem = null;
    try {
      this.stopped = (await call('DELETE', `/api/connectors/${this.app.id}`)).data;
      this.dispatchEvent(new Event('revoked'));
      this.focusOn('#revoke-close');
    } catch (problem) {
      this.problem = problem;
      // Another may have been quicker: the list behind is then old.
      if ([404, 410].includes(problem.status)) this.dispatchEvent(new Event('revoked'));
    }
    this.busy = false;
  }

  #close() {
    // What was stopped is to be read here once the server has said it.
    if (this.busy) return;
    this.dispatchEvent(new Event('closed'));
  }

  render() {
    const { name } = this.app;
    return dialogFrame({
      id: 'revoke',
      title: this.stopped ? text.doneTitle(name) : text.title(name),
      close: () => this.#close(),
      submit: () => this.#revoke(),
      body: this.stopped ? this.#result() : this.#question(),
      buttons: this.stopped
        ? html`<button id="revoke-close" type="button" class="btn btn-primary" @click=${this.#close}>${text.close}</button>`
        : html`<button id="revoke-cancel" type="button" class="btn btn-secondary" @click=${this.#close}>${words.frame.cancel}</button>
            ${actionButton({
              label: text.button,
              kind: 'danger',
              type: 'submit',
              iconName: 'trash',
              busy: this.busy,
              disabled: !this.usage && !this.unknown,
            })}`,
    });
  }

  #result() {
    return html`<div class="notice notice-success" role="status">
      ${icon('check-circle')}<span>${text.done(this.stopped)} ${this.#cancelled()}</span>
    </div>`;
  }

  #cancelled() {
    if (this.stopped.cancelled + this.stopped.aborted === 0) return nothing;
    const address = addressOf('runs', { connector: this.app.id, state: 'cancelled' });
    return html`<a href=${address} @click=${this.#leave}>${text.seeCancelled}</a>`;
  }

  #leave(event) {
    this.#close();
    follow(event);
  }

  #question() {
    return html`${this.problem ? problemNotice(this.problem) : nothing}
      <div role="status">${this.#consequences()}</div>
      ${(this.usage || this.unknown) && this.#mustConfirm()
        ? textField({
            id: 'confirm',
            label: text.confirm(this.app.name),
            value: this.typed,
            fault: this.fault,
            required: true,
            input: (typed) => (this.typed = typed),
          })
        : nothing}`;
  }

  #consequences() {
    if (this.unknown) {
      return html`<div class="notice notice-warning">
        ${icon('exclamation-triangle')}
        <div><p class="notice-title">${text.unknown}</p><p>${this.unknown.title}. ${text.unknownText}</p>
          <button type="button" class="btn btn-secondary btn-sm" @click=${() => this.#count()}>${words.problems.again}</button></div>
      </div>`;
    }
    if (!this.usage) return html`<p class="muted loading">${text.asking}</p>`;
    const { running, queued, keys, activities } = this.usage;
    return html`<p>${text.stops}</p>
      <ul class="stops">
        <li>${text.newCalls}</li>
        ${running ? html`<li>${text.running(running)}</li>` : nothing}
        ${queued ? html`<li>${text.queued(queued)}</li>` : nothing}
        ${keys.length ? html`<li>${text.keys(keys)}</li>` : nothing}
        ${activities.length ? html`<li>${text.activities(activities)}</li>` : nothing}
      </ul>
      ${this.#mustConfirm() ? nothing : html`<p class="muted">${text.nothing}</p>`}`;
  }
}
customElements.define('revoke-dialog', RevokeDialog);
