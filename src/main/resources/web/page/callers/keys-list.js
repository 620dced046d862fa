import { html, nothing } from 'lit';
import { all } from '../api.js';
import { PageElement } from '../parts/element.js';
import { noneMatch, nothingYet } from '../parts/empty.js';
import { Loading } from '../parts/loading.js';
import { actionButton, problemNotice, skeleton } from '../parts/parts.js';
import { toast } from '../parts/toasts.js';
import { onChange, place, setQuery } from '../router.js';
import { caller, mayManage, onSession, signOut } from '../session/session.js';
import { searchBySlash } from '../shortcut.js';
import { callersHead, partOf } from './callers-head.js';
import { FILTERS, keysFilters } from './keys-filters.js';
import { keysTable } from './keys-table.js';
import { mayRunWith, namesOf, reachText, stateOf } from './reach.js';
import { callersWords as text } from './words-callers.js';
import './end-key-dialog.js';
import './key-dialog.js';

const ORDERS = {
  name: (a, b) => a.name.localeCompare(b.name),
  '-name': (a, b) => b.name.localeCompare(a.name),
  '-used': (a, b) => (b.lastUsedAt ?? '').localeCompare(a.lastUsedAt ?? ''),
  '-made': (a, b) => b.id.localeCompare(a.id),
  expires: (a, b) => (a.expiresAt ?? '9').localeCompare(b.expiresAt ?? '9'),
};

const fits = (key, state) => (state === 'unused' ? !key.lastUsedAt : state === 'live' ? stateOf(key) !== 'expired' : stateOf(key) === state);

/** The list of keys, with what each may run. What is shown stands in the address. */
class KeysList extends PageElement {
  static properties = { query: { state: true }, ending: { state: true } };

  #ends = [];
  #list = new Loading(this, async () => {
    const [keys, apps, revoked, activities] = await Promise.all([
      all('/api/keys'),
      all('/api/connectors'),
      all('/api/connectors?state=revoked'),
      all('/api/activities'),
    ]);
    return { keys, apps: apps.sort(ORDERS.name), activities, names: namesOf([...revoked, ...apps], activities) };
  });

  constructor() {
    super();
    this.ending = null;
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
    const { view, query } = place();
    if (view === 'callers' && partOf(query) === 'keys') this.query = query;
  }

  /** Anew, with what is shown staying until then. A row that had the focus may be gone: the reader is then at the heading. */
  async #reload() {
    await this.#list.start({ quiet: true });
    await this.updateComplete;
    if (document.activeElement === document.body) this.focusOn('h1');
  }

  /** What the filters leave, in the order that is asked for. */
  #shown() {
    const { keys, activities, names } = this.#list.data;
    const [sought, role, state, app] = FILTERS.map((name) => this.query.get(name) ?? '');
    const word = sought.trim().toLowerCase();
    return keys
      .filter((key) => !word || `${key.name} ${reachText(key, names)}`.toLowerCase().includes(word))
      .filter((key) => !role || key.role === role)
      .filter((key) => !state || fits(key, state))
      .filter((key) => !app || mayRunWith(key, app, activities))
      .sort(ORDERS[this.query.get('sort')] ?? ORDERS['-made']);
  }

  #open() {
    setQuery({ key: 'new' }, { keep: true });
  }

  #closeDialog() {
    setQuery({ key: '' });
  }

  async #ended() {
    const { id, name } = this.ending;
    this.ending = null;
    toast(text.ending.done(name));
    if (id !== caller()?.keyId) return this.#reload();
    // The server has ended the session already, and says so: then the page is at its beginning.
    return signOut().catch(() => location.reload());
  }

  #clear() {
    setQuery(Object.fromEntries(FILTERS.map((name) => [name, ''])));
    this.focusOn('#search');
  }

  render() {
    return html`<div class="view">
      ${callersHead({ current: 'keys', button: mayManage() ? this.#newKey() : nothing })} ${this.#content()}
      ${mayManage() && this.query.get('key') === 'new'
        ? html`<key-dialog @made=${() => this.#reload()} @closed=${this.#closeDialog}></key-dialog>`
        : nothing}
      ${this.ending
        ? html`<end-key-dialog
            .ended=${this.ending}
            .reach=${reachText(this.ending, this.#list.data.names)}
            @ended=${() => this.#ended()}
            @gone=${() => this.#reload()}
            @closed=${() => (this.ending = null)}
          ></end-key-dialog>`
        : nothing}
    </div>`;
  }

  #newKey() {
    return actionButton({ label: text.newKey, kind: 'primary', iconName: 'plus-lg', click: () => this.#open() });
  }

  #content() {
    const { data, problem, slow } = this.#list;
    const shown = data ? this.#shown() : null;
    return html`${keysFilters(this.query, this.#apps(), shown?.length)}
    ${problem ? problemNotice(problem, () => this.#list.start(), text.failed) : nothing}
    ${shown ? this.#rows(shown) : slow ? skeleton(text.loading) : nothing}`;
  }

  #apps() {
    return (this.#list.data?.apps ?? []).map(({ id, name }) => [id, name]);
  }

  #rows(shown) {
    if (!shown.length) return noneMatch(text.noMatch, () => this.#clear());
    return html`<div class="list">${keysTable({
        keys: shown,
        names: this.#list.data.names,
        sort: this.query.get('sort') ?? '-made',
        sortBy: (sort) => setQuery({ sort: sort === '-made' ? '' : sort }),
        end: (key) => (this.ending = key),
      })}</div>
      ${this.#list.data.keys.every(({ role }) => role === 'admin') ? this.#noCaller() : nothing}`;
  }

  /** The admins' own keys are always there: a caller is somebody else's. */
  #noCaller() {
    return html`<div class="no-caller">${nothingYet({ iconName: 'people', title: text.empty, lead: text.emptyText })}</div>`;
  }
}
customElements.define('keys-list', KeysList);
