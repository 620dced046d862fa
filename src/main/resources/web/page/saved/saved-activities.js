import { html, nothing } from 'lit';
import { activityHead } from '../activity/activity-head.js';
import { all } from '../api.js';
import { PageElement } from '../parts/element.js';
import { noneMatch, nothingYet } from '../parts/empty.js';
import { icon } from '../parts/icon.js';
import { Loading } from '../parts/loading.js';
import { actionButton, problemNotice, skeleton } from '../parts/parts.js';
import { follow, onChange, place, setQuery, VIEWS } from '../router.js';
import { savedFilters } from './saved-filters.js';
import { savedTable } from './saved-table.js';
import { mayDesign, maySee, onSession } from '../session/session.js';
import { searchBySlash } from '../shortcut.js';
import { toast } from '../parts/toasts.js';
import { words } from '../words.js';
import { savedWords as text } from './words-saved.js';
import './activity-dialog.js';
import './delete-activity-dialog.js';

const ORDERS = {
  name: (a, b) => a.name.localeCompare(b.name),
  '-name': (a, b) => b.name.localeCompare(a.name),
  '-run': (a, b) => (b.lastRunAt ?? '').localeCompare(a.lastRunAt ?? ''),
  '-made': (a, b) => b.id.localeCompare(a.id),
};

/** The list of saved activities, with what can be done to each. What is shown stands in the address. */
class SavedActivities extends PageElement {
  static properties = { query: { state: true }, notice: { state: true }, removing: { state: true } };

  #ends = [];
  #list = new Loading(this, async () => {
    const [activities, apps] = await Promise.all([all('/api/activities'), all('/api/connectors')]);
    return { activities, apps: apps.sort((a, b) => a.name.localeCompare(b.name)) };
  });

  constructor() {
    super();
    Object.assign(this, { notice: null, removing: null });
    this.query = place().query;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#ends = [onChange(() => this.#placeChanged()), onSession(() => this.requestUpdate()), searchBySlash('#search')];
    this.#list.start();
  }

  disconnectedCallback() {
    this.#ends.forEach((end) => end());
    super.disconnectedCallback();
  }

  #placeChanged() {
    if (place().view !== 'activity') return;
    this.query = place().query;
    if (this.#opened()) this.notice = null;
  }

  /** Anew, with what is shown staying until then. A row that had the focus may be gone: the reader is then at the heading. */
  async #reload() {
    await this.#list.start({ quiet: true });
    await this.updateComplete;
    if (document.activeElement === document.body) this.focusOn('h1');
  }

  /** What the filters leave, in the order that is asked for. */
  #shown() {
    const sought = (this.query.get('q') ?? '').trim().toLowerCase();
    const app = this.query.get('app');
    return this.#list.data.activities
      .filter((one) => !sought || `${one.name} ${one.description} ${one.path ?? ''}`.toLowerCase().includes(sought))
      .filter((one) => !app || one.connectorId === app)
      .sort(ORDERS[this.query.get('sort')] ?? ORDERS.name);
  }

  /** By id and name: those that there are, and revoked ones that activities still go by. */
  #apps() {
    const { activities = [], apps = [] } = this.#list.data ?? {};
    const names = new Map(apps.map((app) => [app.id, app.name]));
    const revoked = activities.filter((one) => one.connectorId && !names.has(one.connectorId));
    revoked.forEach((one) => names.set(one.connectorId, `${one.connector} (${words.activity.revokedMark})`));
    return [...names];
  }

  #stateOf(activity) {
    return this.#list.data.apps.find((app) => app.id === activity.connectorId)?.state ?? 'revoked';
  }

  #opened() {
    const id = this.query.get('edit');
    return id && (id === 'new' ? mayDesign() : maySee()) ? id : null;
  }

  #open(id, from = '') {
    setQuery({ edit: id, from }, { keep: true });
  }

  #closeDialog() {
    setQuery({ edit: '', from: '' });
  }

  #saved({ target, detail: { activity, isNew } }) {
    // Back may have closed it meanwhile, and another may be open.
    if (target.isConnected) this.#closeDialog();
    this.notice = isNew ? activity : null;
    if (!isNew) toast(text.saved(activity.name));
    this.#reload();
  }

  #removed() {
    toast(text.removing.done(this.removing.name));
    this.notice = null;
    this.removing = null;
    this.#reload();
  }

  #clear() {
    setQuery({ q: '', app: '' });
    this.focusOn('#search');
  }

  render() {
    const opened = this.#opened();
    return html`<div class="view">
      ${activityHead({ current: 'saved', button: mayDesign() && this.#hasSome() ? this.#addNew() : nothing })}
      ${this.notice ? this.#notice() : nothing} ${this.#content()}
      ${opened
        ? html`<activity-dialog
            .activity=${opened}
            .from=${this.query.get('from')}
            .apps=${this.#list.data?.apps ?? null}
            .name=${this.#list.data?.activities.find(({ id }) => id === opened)?.name ?? ''}
            ?readOnly=${!mayDesign()}
            @saved=${(event) => this.#saved(event)}
            @closed=${this.#closeDialog}
          ></activity-dialog>`
        : nothing}
      ${this.removing
        ? html`<delete-activity-dialog
            .activity=${this.removing}
            @removed=${() => this.#removed()}
            @gone=${() => this.#reload()}
            @closed=${() => (this.removing = null)}
          ></delete-activity-dialog>`
        : nothing}
    </div>`;
  }

  /** Else the one button stands in the middle of the page. */
  #hasSome() {
    if (this.#list.data) this.hadSome = this.#list.data.activities.length > 0;
    return this.hadSome;
  }

  #addNew() {
    return actionButton({ label: text.addNew, kind: 'primary', iconName: 'plus-lg', click: () => this.#open('new') });
  }

  #content() {
    const { data, problem, slow } = this.#list;
    if (data && !data.activities.length) return this.#empty();
    const shown = data ? this.#shown() : null;
    const filters = this.#hasSome()
      ? savedFilters(this.query, this.#apps(), shown?.length)
      : nothing;
    return html`${filters} ${problem ? problemNotice(problem, () => this.#list.start(), text.failed) : nothing}
    ${shown ? this.#rows(shown) : slow ? skeleton(text.loading) : nothing}`;
  }

  #rows(shown) {
    if (!shown.length) return noneMatch(text.noMatch, () => this.#clear());
    return html`<div class="list">${savedTable({
      activities: shown,
      stateOf: (activity) => this.#stateOf(activity),
      sort: this.query.get('sort') ?? 'name',
      sortBy: (sort) => setQuery({ sort: sort === 'name' ? '' : sort }),
      duplicate: (activity) => this.#open('new', activity.id),
      remove: (activity) => (this.removing = activity),
    })}</div>`;
  }

  #empty() {
    return nothingYet({
      iconName: 'collection',
      title: text.empty,
      lead: mayDesign() ? text.emptyText : text.emptyForOthers,
      way: mayDesign() ? this.#addNew() : nothing,
    });
  }

  #dismiss() {
    this.notice = null;
    this.focusOn('h1');
  }

  #notice() {
    const { id, name } = this.notice;
    return html`<div role="status" class="notice notice-success">
      ${icon('check-circle')}
      <div>
        <p class="notice-title">${text.ready(name)}</p>
        <p>${text.readyText}</p>
      </div>
      <a class="btn btn-secondary btn-sm" href="${VIEWS.activity}?run=${encodeURIComponent(id)}" @click=${follow}>${text.tryIt}</a>
      <button type="button" class="icon-button" aria-label=${words.frame.dismiss} @click=${() => this.#dismiss()}>
        ${icon('x-lg')}
      </button>
    </div>`;
  }
}
customElements.define('saved-activities', SavedActivities);
