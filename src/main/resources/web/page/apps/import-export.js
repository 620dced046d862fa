import { html, nothing } from 'lit';
import { call } from '../api.js';
import { PageElement } from '../parts/element.js';
import { actionButton } from '../parts/parts.js';
import { saveFile } from '../parts/save-file.js';
import { toast } from '../parts/toasts.js';
import { transferWords as text } from './words-transfer.js';

/** The two buttons by which connectors and activities come from a file and go into one. Fires `imported`. */
class ImportExport extends PageElement {
  static properties = { exports: { type: Boolean }, open: { state: true }, busy: { state: true } };

  #changed = false;

  constructor() {
    super();
    Object.assign(this, { exports: false, open: false, busy: false });
  }

  async #export() {
    if (this.busy) return;
    this.busy = true;
    try {
      const { text: yaml } = await call('GET', '/api/export');
      saveFile(new Blob([yaml], { type: 'application/yaml' }), 'connectors.yaml');
      toast(text.exported);
    } catch (problem) {
      toast(`${text.notExported}: ${problem.title}`);
    }
    this.busy = false;
  }

  async #import() {
    await import('./import-dialog.js');
    this.open = true;
  }

  /** Only now: the list that is loaded anew takes the button away, where there was none, and the dialog with it. */
  #closed() {
    this.open = false;
    if (this.#changed) this.dispatchEvent(new Event('imported'));
    this.#changed = false;
  }

  render() {
    return html`${this.exports
        ? actionButton({ label: text.exportButton, iconName: 'download', busy: this.busy, click: () => this.#export() })
        : nothing}
      ${actionButton({ label: text.importButton, iconName: 'upload', click: () => this.#import() })}
      ${this.open
        ? html`<import-dialog
            @imported=${() => (this.#changed = true)}
            @closed=${() => this.#closed()}
          ></import-dialog>`
        : nothing}`;
  }
}
customElements.define('import-export', ImportExport);
