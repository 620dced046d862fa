import { html, nothing } from 'lit';
import { call } from '../api.js';
import { PageElement } from '../parts/element.js';
import { noneMatch, nothingYet } from '../parts/empty.js';
import { Loading } from '../parts/loading.js';
import { actionButton, problemNotice, skeleton } from '../parts/parts.js';
import { onChange, place, setQuery } from '../router.js';
import { words } from '../words.js';
import { auditFilters } from './audit-filters.js';
import { askedFor, FILTERS, filtersOf, pageOf } from './audit-query.js';
import { auditTable } from './audit-table.js';
import { checkNotice } from './check-notice.js';
import { objectPlaces } from './object-places.js';
import { auditWords as text } from './words-audit.js';
import './audit-export.js';
import './entry-dialog.js';

const PAGE = 50;
/** Milliseconds that a check may take: it reads every entry that there is. */
const CHECK_PATIENCE = 600_000;

/** The audit, newest first, as far as it was asked for. What is shown stands in the address. */
class AuditView extends PageElement {
  static properties = {
    query: { state: true },
    more: { state: true },
    moreProblem: { state: true },
    places: { state: true },
    checking: { state: true },
  };

  #end = null;
  #filters = '';
  #list = new Loading(this, async () => {
    const asked = askedFor(this.query);
    return { asked, ...(await call('GET', pageOf(asked, null, PAGE))).data };
  });
  #check = new Loading(this, async () => (await call('GET', '/api/audit/verify', { patience: CHECK_PATIENCE })).data);

  constructor() {
    super();
    Object.assign(this, { more: false, moreProblem: null, places: () => null, checking: false });
    this.query = place().query;
    this.#filters = filtersOf(this.query);
  }

  connectedCallback() {
    super.connectedCallback();
    this.#end = onChange(() => this.#placeChanged());
    this.#list.start();
    objectPlaces().then((places) => (this.places = places));
  }

  disconnectedCallback() {
    this.#end();
    super.disconnectedCallback();
  }

  #placeChanged() {
    const { view, query } = place();
    if (view !== 'audit') return;
    this.query = query;
    if (filtersOf(query) === this.#filters) return;
    this.#filters = filtersOf(query);
    this.moreProblem = null;
    this.#list.start();
  }

  async #showMore() {
    if (this.more) return;
    const { data } = this.#list;
    this.more = true;
    this.moreProblem = null;
    try {
      const page = (await call('GET', pageOf(data.asked, data.next, PAGE))).data;
      // Other filters may have been chosen meanwhile.
      if (data === this.#list.data) this.#append(page);
    } catch (problem) {
      this.moreProblem = problem;
    }
    this.more = false;
  }

  /** What came stands below what was there; whoever pressed the button goes on where it was. */
  #append({ items, next }) {
    const first = items[0]?.sequence;
    this.#list.data = { ...this.#list.data, items: [...this.#list.data.items, ...items], next };
    this.requestUpdate();
    if (!next && first) this.focusOn(`a[href*="entry=${first}"]`);
  }

  async #verify() {
    if (this.checking) return;
    this.checking = true;
    await this.#check.start();
    this.checking = false;
  }

  #dismiss() {
    this.#check.data = null;
    this.requestUpdate();
    this.focusOn('#verify');
  }

  #clear() {
    setQuery(Object.fromEntries(FILTERS.map((name) => [name, ''])));
    this.focusOn('#actor');
  }

  render() {
    const entry = this.query.get('entry');
    return html`<div class="view">
      <header class="view-head">
        <div>
          <h1 tabindex="-1">${words.views.audit}</h1>
          <p class="muted">${text.lead}</p>
        </div>
        <div class="buttons">
          ${actionButton({ id: 'verify', label: text.verify.button, iconName: 'shield-check', busy: this.checking, click: () => this.#verify() })}
          <audit-export .query=${this.query}></audit-export>
        </div>
      </header>
      ${checkNotice(this.#check, {
        again: () => this.#verify(),
        show: (sequence) => setQuery({ entry: String(sequence) }, { keep: true }),
        dismiss: () => this.#dismiss(),
      })}
      ${this.#content()}
      ${entry
        ? html`<entry-dialog
            .sequence=${entry}
            .known=${this.#list.data?.items.find(({ sequence }) => String(sequence) === entry) ?? null}
            .places=${this.places}
            @closed=${() => setQuery({ entry: '' })}
          ></entry-dialog>`
        : nothing}
    </div>`;
  }

  #content() {
    const { data, problem, slow } = this.#list;
    return html`${auditFilters(this.query, data?.items ?? [], data ? text.found(data.items.length, !data.next) : '')}
    ${problem ? problemNotice(problem, () => this.#list.start(), text.failed) : nothing}
    ${data ? this.#rows(data) : slow ? skeleton(text.loading) : nothing}`;
  }

  #rows({ items, next }) {
    if (!items.length) return this.#filters.trim() ? noneMatch(text.empty, () => this.#clear()) : this.#empty();
    return html`<div class="list">${auditTable(items, this.places)}</div>
      ${this.moreProblem ? problemNotice(this.moreProblem, () => this.#showMore(), text.moreFailed) : nothing}
      ${next
        ? html`<p class="more">${actionButton({ label: text.more, busy: this.more, click: () => this.#showMore() })}</p>`
        : nothing}`;
  }

  #empty() {
    return nothingYet({ iconName: 'journal-text', title: text.empty, lead: text.lead });
  }
}
customElements.define('audit-view', AuditView);
