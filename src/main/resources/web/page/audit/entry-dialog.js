import { html, nothing } from 'lit';
import { call } from '../api.js';
import { breakable } from '../parts/breakable.js';
import { closeDialog, dialogFrame, openDialog } from '../parts/dialogs.js';
import { PageElement } from '../parts/element.js';
import { Loading } from '../parts/loading.js';
import { actionButton, copyButton, problemNotice } from '../parts/parts.js';
import { addressOf, follow } from '../router.js';
import { words } from '../words.js';
import { objectLink, result } from './audit-table.js';
import { actionOf, actorOf, isSecret, objectOf, wayOf } from './entry-words.js';
import { runAddress } from './object-places.js';
import { auditWords } from './words-audit.js';

const text = auditWords.entry;
const LAST = 10 ** 17;

/**
 * One entry of the audit. `sequence` is its number, `known` the entry where the list has it, `places` says where an object is
 * shown. Fires `closed`.
 */
class EntryDialog extends PageElement {
  static properties = { sequence: {}, known: { attribute: false }, places: { attribute: false } };

  #entry = new Loading(this, () => this.#load());

  firstUpdated() {
    openDialog(this);
  }

  updated(changed) {
    if (changed.has('sequence')) this.#start();
  }

  disconnectedCallback() {
    closeDialog(this);
    super.disconnectedCallback();
  }

  async #start() {
    await this.#entry.start();
    this.focusOn('.dialog-head button');
  }

  /** What comes after the number above it is that entry, where it still is. */
  async #load() {
    if (this.known) return this.known;
    const number = /^[1-9]\d{0,16}$/.test(this.sequence) ? Number(this.sequence) : LAST;
    if (number >= LAST) return { gone: true };
    const { items } = (await call('GET', `/api/audit?limit=1&after=${number + 1}`)).data;
    return items[0]?.sequence === number ? items[0] : { gone: true };
  }

  #close() {
    this.dispatchEvent(new Event('closed'));
  }

  render() {
    const { data, problem } = this.#entry;
    return dialogFrame({
      id: 'entry',
      title: data && !data.gone ? actionOf(data) : data ? text.goneTitle : text.titleAlone,
      wide: true,
      close: () => this.#close(),
      body: problem
        ? problemNotice(problem, () => this.#start())
        : data
          ? data.gone
            ? html`<p>${text.gone}</p>`
            : this.#facts(data)
          : html`<p class="muted loading" role="status">${text.loading}</p>`,
      buttons: actionButton({ label: text.close, click: () => this.#close() }),
    });
  }

  #facts(entry) {
    const way = wayOf(entry);
    return html`<dl class="facts entry-facts">
        ${fact(text.when, exactly(entry.at))}
        ${fact(text.who, html`${breakable(actorOf(entry))}${way ? html` <span class="muted">${way}</span>` : nothing} ${actorLink(entry)}`)}
        ${fact(text.object, html`${objectLink(entry, this.places(entry.object))} ${kindOf(entry)} ${allAbout(entry)}`)}
        ${fact(text.address, entry.address ? html`<span class="mono">${entry.address}</span>` : auditWords.noAddress)}
        ${fact(text.result, result(entry))} ${entry.run ? fact(text.run, runLink(entry.run)) : nothing}
      </dl>
      ${entry.fields.length ? changes(entry) : nothing}
      <dl class="facts entry-facts entry-seal">
        ${fact(text.number, html`${entry.sequence.toLocaleString()} <code class="muted">${entry.action}</code>`)}
        ${fact(text.mac, html`<code>${entry.mac}</code> ${copyButton(entry.mac, words.copy.copy)}<span class="help">${text.macHelp}</span>`)}
      </dl>`;
  }
}
customElements.define('entry-dialog', EntryDialog);

const fact = (label, value) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`;

const exactly = (at) => html`<time datetime=${at}>${new Date(at).toLocaleString(words.locale, { dateStyle: 'full', timeStyle: 'long' })}</time>`;

const filterLink = (values, label) => html`<a class="filter-link" href=${addressOf('audit', values)} @click=${follow}>${label}</a>`;

const actorLink = (entry) => {
  if (!entry.actor) return nothing;
  const { id, name } = entry.actor;
  return filterLink({ actor: name ?? id }, text.byWho(actorOf(entry)));
};

const allAbout = (entry) => (entry.object ? filterLink({ object: entry.object.id }, text.ofObject(objectOf(entry))) : nothing);

const kindOf = ({ object }) => (object ? html`<span class="muted">${auditWords.kinds[object.kind] ?? object.kind}</span>` : nothing);

const runLink = (run) => {
  const address = runAddress(run);
  return address ? html`<a class="mono" href=${address} @click=${follow}>${run}</a>` : html`<code>${run}</code>`;
};

/** By field: what stood there and stands there now is kept nowhere. */
const changes = ({ action, fields }) => {
  const isToken = action === 'token.created';
  return html`<h3 class="label">${isToken ? text.scope : text.changed}</h3>
    <table class="plain">
      <thead>
        <tr>
          <th scope="col">${text.field}</th>
          ${isToken ? nothing : html`<th scope="col">${text.how}</th>`}
        </tr>
      </thead>
      <tbody>
        ${fields.map(
          (field) => html`<tr>
            <th scope="row" class="mono">${breakable(field)}</th>
            ${isToken ? nothing : html`<td>${isSecret(field) ? text.hows.secret : text.hows.other}</td>`}
          </tr>`,
        )}
      </tbody>
    </table>
    ${isToken ? nothing : html`<p class="help">${text.values}</p>`}`;
};
