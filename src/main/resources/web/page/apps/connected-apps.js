import { html, nothing } from 'lit';
import { all } from '../api.js';
import { appsFilters, states } from './apps-filters.js';
import { appsTable } from './apps-table.js';
import { PageElement } from '../parts/element.js';
import { noneMatch, nothingYet } from '../parts/empty.js';
import { icon } from '../parts/icon.js';
import { actionButton, problemNotice, skeleton } from '../parts/parts.js';
import { setPaused } from './pausing.js';
import { follow, onChange, place, setQuery, VIEWS } from '../router.js';
import { mayManage, maySee, maySeeRevoked, onSession } from '../session/session.js';
import { searchBySlash } from '../shortcut.js';
import { toast } from '../parts/toasts.js';
import { words } from '../words.js';
import './connector-dialog.js';
import './import-export.js';
import './revoke-dialog.js';
import './test-dialog.js';

const text = words.apps;
const SKELETON_AFTER = 200;

const ORDERS = {
  name: (a, b) => a.name.localeCompare(b.name),
  '-name': (a, b) => b.name.localeCompare(a.name),
  '-used': (a, b) => (b.lastUsedAt ?? '').localeCompare(a.lastUsedAt ?? ''),
  '-made': (a, b) => b.id.localeCompare(a.id),
};

/** The list of connectors, with what can be done to each. What is shown stands in the address. */
class ConnectedApps extends PageElement {
  static properties = {
    apps: { state: true },
    problem: { state: true },
    notice: { state: true },
    slow: { state: true },
    query: { state: true },
    revoking: { state: true },
    testing: { state: true },
    busy: { state: true },
  };

  #ends = [];
  #loaded = null;
  #loads = 0;

  constructor() {
    super();
    Object.assign(this, { apps: null, problem: null, notice: null, slow: false, revoking: null, testing: null, busy: new Set() });
    this.query = place().query;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#ends = [
      onChange(() => this.#placeChanged()),
      onSession(() => this.requestUpdate()),
      searchBySlash('#search'),
    ];
    this.#load();
  }

  disconnectedCallback() {
    this.#ends.forEach((end) => end());
    super.disconnectedCallback();
  }

  #placeChanged() {
    if (place().view !== 'apps') return;
    this.query = place().query;
    if (this.#opened()) this.notice = null;
    if (this.#state() !== this.#loaded) this.#load();
  }

  /** That of the address, unless it is none that the caller could choose. */
  #state() {
    const state = this.query.get('state') ?? '';
    return state in states() ? state : '';
  }

  /** @param {{quiet?: boolean}} how quiet: what is shown stays until the answer is there */
  async #load({ quiet = false } = {}) {
    const state = this.#state();
    const number = ++this.#loads;
    const isLast = () => number === this.#loads;
    this.#loaded = state;
    this.problem = null;
    if (!quiet) this.apps = null;
    this.slow = false;
    const slow = setTimeout(() => (this.slow = isLast()), SKELETON_AFTER);
    try {
      const apps = await all(`/api/connectors${state ? `?state=${state}` : ''}`);
      if (isLast()) this.apps = apps;
    } catch (problem) {
      if (isLast()) this.problem = problem;
    }
    clearTimeout(slow);
    if (isLast()) this.slow = false;
    await this.#keepFocus();
  }

  /** A row or button that had the focus may be gone: the reader is then at the page's heading, and not nowhere. */
  async #keepFocus() {
    await this.updateComplete;
    if (document.activeElement === document.body && this.tookFocus) this.focusOn('h1');
    this.tookFocus = false;
  }

  /** What the filters leave, in the order that is asked for. */
  #shown() {
    const sought = (this.query.get('q') ?? '').trim().toLowerCase();
    const auth = this.query.get('auth');
    return this.apps
      .filter((app) => !sought || `${app.name} ${app.domain ?? ''}`.toLowerCase().includes(sought))
      .filter((app) => !auth || app.auth?.type === auth)
      .sort(ORDERS[this.query.get('sort')] ?? ORDERS.name);
  }

  #clear() {
    setQuery({ q: '', state: '', auth: '' });
    this.focusOn('#search');
  }

  #edit(id) {
    setQuery({ app: id }, { keep: true });
  }

  #closeDialog() {
    setQuery({ app: '' });
  }

  async #saved({ target, detail: { connector, isNew, test } }) {
    // Back may have closed it meanwhile, and another may be open.
    if (target.isConnected) this.#closeDialog();
    this.notice = isNew || connector.warnings ? { connector, warnings: connector.warnings ?? [] } : null;
    if (test) this.testing = connector;
    else if (!this.notice) toast(text.saved(connector.name));
    this.tookFocus = true;
    await this.#load({ quiet: true });
  }

  async #pause(app) {
    if (this.busy.has(app.id)) return;
    this.busy = new Set(this.busy).add(app.id);
    try {
      const paused = app.state !== 'paused';
      await setPaused(app.id, paused);
      toast(paused ? text.paused(app.name) : text.resumed(app.name));
      this.notice = null;
    } catch (problem) {
      this.notice = { app, problem };
    }
    await this.#load({ quiet: true });
    this.busy = new Set([...this.busy].filter((id) => id !== app.id));
  }

  #opened() {
    const id = this.query.get('app');
    return id && (id === 'new' ? mayManage() : maySee()) ? id : null;
  }

  render() {
    const opened = this.#opened();
    return html`<div class="view">
      <header class="view-head">
        <div>
          <h1 tabindex="-1">${text.title}</h1>
          <p class="muted">${text.lead}</p>
        </div>
        ${mayManage() && this.#hasSome() ? this.#buttons(true) : nothing}
      </header>
      ${this.notice ? this.#notice() : nothing} ${this.#content()}
      ${opened
        ? html`<connector-dialog
            .app=${opened}
            .name=${this.apps?.find((app) => app.id === opened)?.name ?? ''}
            ?readOnly=${!mayManage()}
            @saved=${(event) => this.#saved(event)}
            @closed=${this.#closeDialog}
          ></connector-dialog>`
        : nothing}
      ${this.revoking
        ? html`<revoke-dialog
            .app=${this.revoking}
            @revoked=${() => this.#load({ quiet: true })}
            @closed=${() => (this.revoking = null)}
          ></revoke-dialog>`
        : nothing}
      ${this.testing
        ? html`<test-dialog
            .app=${this.testing}
            @tested=${() => this.#load({ quiet: true })}
            @closed=${() => (this.testing = null)}
          ></test-dialog>`
        : nothing}
    </div>`;
  }

  /** Else the one button stands in the middle of the page. */
  #hasSome() {
    if (this.apps) this.hadSome = this.apps.length > 0 || this.#filtered();
    return this.hadSome;
  }

  #filtered() {
    return ['q', 'state', 'auth'].some((name) => this.query.get(name));
  }

  #buttons(exports) {
    return html`<div class="buttons">
      <import-export ?exports=${exports} @imported=${() => this.#load({ quiet: true })}></import-export>
      ${this.#addNew()}
    </div>`;
  }

  #addNew() {
    return actionButton({ label: text.addNew, kind: 'primary', iconName: 'plus-lg', click: () => this.#edit('new') });
  }

  #content() {
    if (this.apps && !this.apps.length && !this.#filtered()) return this.#empty();
    // The filters stay while others are loaded: one of them may have the focus.
    const shown = this.apps ? this.#shown() : null;
    const filters = this.#hasSome()
      ? appsFilters(this.query, shown?.length)
      : nothing;
    return html`${filters} ${shown ? this.#list(shown) : this.#pending()}`;
  }

  #pending() {
    if (this.problem) return problemNotice(this.problem, () => this.#load(), text.failed);
    return this.slow ? skeleton(text.loading) : nothing;
  }

  #list(shown) {
    return html`${this.problem ? problemNotice(this.problem, () => this.#load(), text.failed) : nothing}
    ${shown.length
      ? html`<div class="list">${appsTable({
          apps: shown,
          sort: this.query.get('sort') ?? 'name',
          sortBy: (sort) => setQuery({ sort: sort === 'name' ? '' : sort }),
          test: (app) => (this.testing = app),
          edit: (app) => this.#edit(app.id),
          pause: (app) => this.#pause(app),
          revoke: (app) => (this.revoking = app),
          busy: this.busy,
        })}</div>`
      : noneMatch(text.noMatch, () => this.#clear())}`;
  }

  #empty() {
    return nothingYet({
      iconName: 'plug',
      title: text.empty,
      lead: mayManage() ? text.emptyText : text.emptyForOthers,
      way: html`${mayManage() ? this.#buttons(false) : nothing}
      ${maySeeRevoked()
        ? html`<button type="button" class="btn btn-link btn-sm" @click=${() => setQuery({ state: 'revoked' })}>${text.showRevoked}</button>`
        : nothing}`,
    });
  }

  #dismiss() {
    this.notice = null;
    this.focusOn('h1');
  }

  #notice() {
    const { app, problem, connector, warnings } = this.notice;
    if (problem) return problemNotice(problem, undefined, text.notChanged(app.name));
    return html`<div role="status" class="notice ${warnings.length ? 'notice-warning' : 'notice-success'}">
      ${icon(warnings.length ? 'exclamation-triangle' : 'check-circle')}
      <div>
        <p class="notice-title">${text.ready(connector.name)}</p>
        <p>${warnings.length ? warnings.join(' ') : text.readyText}</p>
      </div>
      <a class="btn btn-secondary btn-sm" href="${VIEWS.activity}?connector=${encodeURIComponent(connector.name)}" @click=${follow}
        >${text.tryIt}</a
      >
      <button type="button" class="icon-button" aria-label=${words.frame.dismiss} @click=${() => this.#dismiss()}>
        ${icon('x-lg')}
      </button>
    </div>`;
  }
}

customElements.define('connected-apps', ConnectedApps);
