import { html, nothing } from 'lit';
import { call } from '../api.js';
import { breakable } from '../parts/breakable.js';
import { closeDialog, dialogFrame, openDialog } from '../parts/dialogs.js';
import { PageElement } from '../parts/element.js';
import { field } from '../parts/fields.js';
import { icon } from '../parts/icon.js';
import { actionButton, problemNotice } from '../parts/parts.js';
import { words } from '../words.js';
import { transferWords as text } from './words-transfer.js';

/** Says what a file would make and change, and does it when told to. Fires `imported` and `closed`. */
class ImportDialog extends PageElement {
  static properties = {
    reading: { state: true },
    plan: { state: true },
    problem: { state: true },
    busy: { state: true },
    done: { state: true },
  };

  #file = null;

  constructor() {
    super();
    Object.assign(this, { reading: false, plan: null, problem: null, busy: false, done: null });
  }

  async firstUpdated() {
    await openDialog(this);
    this.focusOn('#import-file');
  }

  disconnectedCallback() {
    closeDialog(this);
    super.disconnectedCallback();
  }

  async #choose(event) {
    const [file] = event.target.files;
    this.#file = null;
    Object.assign(this, { plan: null, problem: null, reading: Boolean(file) });
    if (!file) return;
    try {
      const yaml = await file.text();
      const { data } = await this.#send('?dryRun=true', yaml);
      this.#file = yaml;
      this.plan = data;
    } catch (problem) {
      this.problem = problem;
    }
    this.reading = false;
  }

  #send(query, yaml) {
    return call('POST', `/api/import${query}`, { text: yaml, type: 'application/yaml' });
  }

  #changes() {
    return this.plan ? this.plan.create.length + this.plan.update.length : 0;
  }

  async #import() {
    if (this.busy || this.done || !this.#changes()) return;
    this.busy = true;
    this.problem = null;
    try {
      this.done = (await this.#send('', this.#file)).data;
      this.dispatchEvent(new Event('imported'));
      this.focusOn('#import-close');
    } catch (problem) {
      this.problem = problem;
    }
    this.busy = false;
  }

  #close() {
    if (!this.busy) this.dispatchEvent(new Event('closed'));
  }

  render() {
    return dialogFrame({
      id: 'import',
      title: this.done ? text.doneTitle : text.title,
      close: () => this.#close(),
      submit: () => this.#import(),
      body: this.done ? this.#result() : this.#question(),
      buttons: this.done
        ? html`<button id="import-close" type="button" class="btn btn-primary" @click=${this.#close}>${text.close}</button>`
        : html`<button type="button" class="btn btn-secondary" @click=${this.#close}>${words.frame.cancel}</button>
            ${actionButton({ label: text.importButton, kind: 'primary', type: 'submit', busy: this.busy, disabled: !this.#changes() })}`,
    });
  }

  #result() {
    const { create, update, secretsNeeded } = this.done;
    return html`<div class="notice notice-success" role="status">
        ${icon('check-circle')}<span>${text.done(create.length, update.length)}</span>
      </div>
      ${needed(secretsNeeded)}`;
  }

  #question() {
    return html`<p>${text.lead}</p>
      ${field(
        { id: 'import-file', label: text.file, help: text.fileHelp },
        html`<input
          id="import-file"
          class="form-control"
          type="file"
          accept=".yaml,.yml,.json,application/yaml"
          aria-describedby="import-file-help"
          @change=${(event) => this.#choose(event)}
        />`,
      )}
      ${this.problem ? faults(this.problem) : nothing}
      <div role="status">${this.reading ? html`<p class="muted loading">${text.reading}</p>` : this.plan ? this.#planned() : nothing}</div>`;
  }

  #planned() {
    const { create, update, unchanged, secretsNeeded } = this.plan;
    if (!this.#changes()) return html`<p>${text.nothing}</p>${needed(secretsNeeded)}`;
    return html`${named(text.create(create.length), create)} ${named(text.update(update.length), update)}
    ${unchanged.length ? html`<p class="muted">${text.unchanged(unchanged.length)}</p>` : nothing} ${needed(secretsNeeded)}`;
  }
}

const named = (title, entries) =>
  entries.length
    ? html`<h3>${title}</h3>
        <ul class="stops">
          ${entries.map(
            ({ kind, name, fields }) => html`<li>
              <span class="muted">${text.kind(kind)}</span> <strong>${breakable(name)}</strong>
              ${fields ? html`<span class="muted small">${fields.map((one) => one.slice(1)).join(', ')}</span>` : nothing}
            </li>`,
          )}
        </ul>`
    : nothing;

const needed = (secrets) =>
  secrets.length
    ? html`<div class="notice notice-warning">
        ${icon('exclamation-triangle')}
        <div>
          <p class="notice-title">${text.needed}</p>
          <p>${text.neededText}</p>
          <ul class="stops">
            ${secrets.map(
              (secret) => html`<li>
                ${breakable(text.neededOf(secret.connector, secret.field))}
                <span class="muted small">${breakable(text.from(secret))}</span>
              </li>`,
            )}
          </ul>
        </div>
      </div>`
    : nothing;

/** All that is wrong with the file, with the lines that the server names. */
const faults = (problem) =>
  problem.errors.length > 0
    ? html`<div class="notice notice-danger" role="alert">
        ${icon('exclamation-octagon')}
        <div>
          <p class="notice-title">${text.faults(problem.errors.length)}</p>
          <ul class="stops">
            ${problem.errors.map(({ field: place, message }) => html`<li>${breakable(message)} <code class="small">${breakable(place)}</code></li>`)}
          </ul>
        </div>
      </div>`
    : problemNotice(problem);

customElements.define('import-dialog', ImportDialog);
