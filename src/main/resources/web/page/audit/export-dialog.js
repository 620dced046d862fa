import { html, nothing } from 'lit';
import { closeDialog, dialogFrame, openDialog } from '../parts/dialogs.js';
import { PageElement } from '../parts/element.js';
import { icon } from '../parts/icon.js';
import { actionButton, problemNotice } from '../parts/parts.js';
import { askedFor } from './audit-query.js';
import { saveFile } from '../parts/save-file.js';
import { exported } from './export-entries.js';
import { auditWords } from './words-audit.js';

const text = auditWords.exporting;

/**
 * Exports what the filters of `query` leave, in `format`; says how far it is, and can be broken off. Fires `closed`.
 */
class ExportDialog extends PageElement {
  static properties = {
    format: {},
    query: { attribute: false },
    entries: { state: true },
    done: { state: true },
    problem: { state: true },
  };

  #stop = null;

  constructor() {
    super();
    Object.assign(this, { entries: 0, done: false, problem: null });
  }

  async firstUpdated() {
    await openDialog(this);
    this.focusOn('.dialog-foot button');
    this.#export();
  }

  disconnectedCallback() {
    this.#stop?.abort();
    closeDialog(this);
    super.disconnectedCallback();
  }

  async #export() {
    Object.assign(this, { entries: 0, done: false, problem: null });
    const stop = new AbortController();
    this.#stop = stop;
    try {
      const file = await exported(this.format, askedFor(this.query), {
        signal: stop.signal,
        progress: (entries) => (this.entries = entries),
      });
      if (stop.signal.aborted) return;
      saveFile(file, `audit-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}.${this.format}`);
      this.done = true;
    } catch (problem) {
      if (!stop.signal.aborted) this.problem = problem;
    }
  }

  #close() {
    this.dispatchEvent(new Event('closed'));
  }

  render() {
    const isOver = this.done || this.problem;
    return dialogFrame({
      id: 'export',
      title: text.title(text.formats[this.format]),
      close: () => this.#close(),
      body: html`<p>${text.what}</p>
        ${this.problem ? problemNotice(this.problem, () => this.#export(), text.failed) : nothing}
        ${isOver ? nothing : html`<p class="export-progress"><span class="spinner"></span><span>${text.progress(this.entries)}</span></p>`}
        <div role="status">
          ${this.done
            ? html`<div class="notice notice-success export-done">${icon('check-circle')}<span>${text.done(this.entries)}</span></div>`
            : nothing}
        </div>`,
      buttons: actionButton({ label: isOver ? text.close : text.cancel, click: () => this.#close() }),
    });
  }
}
customElements.define('export-dialog', ExportDialog);
