import { html, nothing } from 'lit';
import { call } from '../api.js';
import { closeDialog, dialogFrame, openDialog } from '../parts/dialogs.js';
import { PageElement } from '../parts/element.js';
import { selectField, textField } from '../parts/fields.js';
import { actionButton, problemNotice } from '../parts/parts.js';
import { addressOf, follow } from '../router.js';
import { requestOf, stepsOf, verdictOf } from './test-steps.js';
import { testWords as text } from './words-test.js';

/** The longest timeout that an operator can set, and some more; who closes the dialog waits no longer. */
const PATIENCE = 330_000;
const METHODS = ['GET', 'HEAD', 'OPTIONS'].map((method) => [method, method]);

/**
 * Calls the target of a connector when it opens, and whenever it is asked to, and tells how far that came. `app` has the
 * connector's id and name. Fires `tested` after each test, and `closed`.
 */
class TestDialog extends PageElement {
  static properties = {
    app: {},
    method: { state: true },
    path: { state: true },
    busy: { state: true },
    told: { state: true },
    problem: { state: true },
    fault: { state: true },
  };

  #leaving = new AbortController();

  constructor() {
    super();
    Object.assign(this, { method: 'GET', path: '', busy: false, told: null, problem: null, fault: '' });
  }

  async firstUpdated() {
    await openDialog(this);
    this.focusOn('#test-again');
    this.#test();
  }

  disconnectedCallback() {
    this.#leaving.abort();
    closeDialog(this);
    super.disconnectedCallback();
  }

  async #test() {
    if (this.busy) return;
    if (this.path && !this.path.startsWith('/')) this.path = `/${this.path}`;
    Object.assign(this, { busy: true, told: null, problem: null, fault: '' });
    try {
      const { data } = await call('POST', `/api/connectors/${this.app.id}/test`, {
        body: { method: this.method, path: this.path },
        patience: PATIENCE,
        signal: this.#leaving.signal,
      });
      this.told = data;
    } catch (problem) {
      if (!this.isConnected) return;
      this.#refused(problem);
    }
    this.busy = false;
    this.dispatchEvent(new Event('tested'));
  }

  #refused(problem) {
    const ofPath = problem.errors.find(({ field }) => field === '/path');
    if (ofPath) {
      this.fault = ofPath.message;
      this.focusOn('#test-path');
    } else {
      this.problem = problem;
    }
  }

  #close() {
    this.dispatchEvent(new Event('closed'));
  }

  #leave(event) {
    this.#close();
    follow(event);
  }

  render() {
    return dialogFrame({
      id: 'test',
      title: text.title(this.app.name),
      close: () => this.#close(),
      submit: () => this.#test(),
      body: this.#body(),
      buttons: this.#buttons(),
    });
  }

  #body() {
    const { told } = this;
    return html`<div class="test-request">
        ${selectField({ id: 'test-method', label: text.method, value: this.method, choices: METHODS, change: (method) => (this.method = method) })}
        ${textField({
          id: 'test-path',
          label: text.path,
          value: this.path,
          kind: 'mono',
          help: text.pathHelp,
          fault: this.fault,
          input: (path) => (this.path = path),
        })}
      </div>
      <div role="status">
        ${this.busy ? html`<p class="muted loading"><span class="spinner"></span> ${text.testing}</p>` : nothing} ${told ? verdictOf(told) : nothing}
      </div>
      ${this.problem ? problemNotice(this.problem, undefined, text.failed) : nothing}
      ${told ? html`${stepsOf(told)} ${requestOf(told)}` : nothing}`;
  }

  #buttons() {
    const run = this.told?.runId;
    return html`<button type="button" class="btn btn-secondary" @click=${() => this.#close()}>${text.close}</button>
      ${run
        ? html`<a class="btn btn-secondary" href=${addressOf('runs', { run })} @click=${(event) => this.#leave(event)}>${text.openRun}</a>`
        : nothing}
      ${actionButton({ id: 'test-again', label: text.again, kind: 'primary', type: 'submit', busy: this.busy })}`;
  }
}
customElements.define('test-dialog', TestDialog);
