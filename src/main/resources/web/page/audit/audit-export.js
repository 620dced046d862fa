import { html, nothing } from 'lit';
import { PageElement } from '../parts/element.js';
import { icon } from '../parts/icon.js';
import { auditWords } from './words-audit.js';
import './export-dialog.js';

const text = auditWords.exporting;

/** Chooses as what the entries of `query` are exported, and does that. */
class AuditExport extends PageElement {
  static properties = { query: { attribute: false }, format: { state: true } };

  constructor() {
    super();
    this.format = null;
  }

  #choose(format) {
    this.querySelector('[popover]').hidePopover();
    this.querySelector('.export-button').focus();
    this.format = format;
  }

  render() {
    return html`<button type="button" class="btn btn-secondary export-button" popovertarget="export-menu">
        ${icon('download')}<span>${text.button}</span>${icon('chevron-down')}
      </button>
      <div id="export-menu" class="menu" popover>
        ${Object.entries(text.formats).map(
          ([format, name]) => html`<button type="button" class="menu-item" @click=${() => this.#choose(format)}>${name}</button>`,
        )}
      </div>
      ${this.format
        ? html`<export-dialog format=${this.format} .query=${this.query} @closed=${() => (this.format = null)}></export-dialog>`
        : nothing}`;
  }
}
customElements.define('audit-export', AuditExport);
