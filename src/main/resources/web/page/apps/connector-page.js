import { html, nothing } from 'lit';
import { call, Problem } from '../api.js';
import { PageElement } from '../parts/element.js';
import { icon } from '../parts/icon.js';
import { Loading } from '../parts/loading.js';
import { actionButton, problemNotice, skeleton } from '../parts/parts.js';
import { toast } from '../parts/toasts.js';
import { addressOf, follow, onChange, place, setQuery, VIEWS } from '../router.js';
import { mayAudit, mayManage, mayRun, mayTest, onSession } from '../session/session.js';
import { showTitle } from '../titles.js';
import { words } from '../words.js';
import { connectorFacts } from './connector-facts.js';
import { setPaused } from './pausing.js';
import { connectorWords as text } from './words-connector.js';
import '../runs/latest-runs.js';
import './connector-dialog.js';
import './next-credential.js';
import './revoke-dialog.js';
import './test-dialog.js';

/** One connector: what it is, how it does, what can be done to it, and its latest runs. */
class ConnectorPage extends PageElement {
  static properties = { query: { state: true }, busy: { state: true }, problem: { state: true }, revoking: { state: true }, testing: { state: true } };

  #ends = [];
  #loading = new Loading(this, () => this.#load());

  constructor() {
    super();
    Object.assign(this, { busy: false, problem: null, revoking: false, testing: false });
    this.query = place().query;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#ends = [onChange(() => this.#placeChanged()), onSession(() => this.requestUpdate())];
    this.#loading.start();
  }

  disconnectedCallback() {
    this.#ends.forEach((end) => end());
    super.disconnectedCallback();
  }

  #placeChanged() {
    if (place().view !== 'connector') return;
    const was = this.query.get('id');
    this.query = place().query;
    if (this.query.get('id') !== was) this.#loading.start();
  }

  async #load() {
    const id = this.query.get('id') ?? '';
    const [app, sum] = await Promise.all([this.#read(id), this.#traffic(id)]);
    showTitle(app.name);
    return { app, sum, used: app.nextAuth ? await this.#used(app) : null };
  }

  /** Which of two credentials the last call used; null where there was none, or it cannot be read. */
  async #used(app) {
    if (!mayAudit()) return null;
    try {
      const { data } = await call('GET', `/worker/runs?connector=${app.id}&limit=1`);
      const last = data.items[0]?.attempts.at(-1);
      return last ? (last.credential ?? 'current') : null;
    } catch {
      return null;
    }
  }

  async #read(id) {
    if (!id) throw new Problem({ ...text.gone, status: 404 });
    try {
      return (await call('GET', `/api/connectors/${encodeURIComponent(id)}`)).data;
    } catch (problem) {
      // What is no id at all is no connector either.
      throw [400, 404].includes(problem.status) ? new Problem({ ...text.gone, status: 404 }) : problem;
    }
  }

  /** The page does without, where it cannot be read. */
  async #traffic(id) {
    try {
      const { data } = await call('GET', '/api/monitoring?minutes=60&step=60');
      return data.connectors.find((one) => one.id === id)?.sum ?? null;
    } catch {
      return undefined;
    }
  }

  #reload() {
    return this.#loading.start({ quiet: true });
  }

  async #pause(app) {
    if (this.busy) return;
    const paused = app.state !== 'paused';
    this.busy = true;
    this.problem = null;
    try {
      await setPaused(app.id, paused);
      toast(paused ? words.apps.paused(app.name) : words.apps.resumed(app.name));
    } catch (problem) {
      this.problem = problem;
    }
    await this.#reload();
    this.busy = false;
  }

  #saved({ target, detail: { connector, test } }) {
    // Back may have closed it meanwhile.
    if (target.isConnected) this.#closeDialog();
    if (test) this.testing = true;
    else toast(words.apps.saved(connector.name));
    this.#reload();
  }

  #closeDialog() {
    setQuery({ edit: '' });
  }

  render() {
    const { data, problem, slow } = this.#loading;
    return html`<div class="view">
      <a class="back" href=${VIEWS.apps} @click=${follow}>${icon('chevron-left')}${text.back}</a>
      <header class="view-head">
        <div><h1 tabindex="-1">${data?.app.name ?? words.views.connector}</h1></div>
        ${data ? html`<div class="buttons">${this.#buttons(data.app)}</div>` : nothing}
      </header>
      ${problem ? this.#notLoaded(problem) : nothing}
      ${this.problem ? problemNotice(this.problem, undefined, words.apps.notChanged(data?.app.name)) : nothing}
      ${data ? this.#content(data) : slow ? skeleton(text.loading) : nothing}
    </div>`;
  }

  #notLoaded(problem) {
    return problem.status === 404 ? problemNotice(problem) : problemNotice(problem, () => this.#loading.start(), text.failed);
  }

  #buttons(app) {
    if (app.state === 'revoked') return nothing;
    const paused = app.state === 'paused';
    const open = () => setQuery({ edit: 'yes' }, { keep: true });
    return html`${mayRun() && !paused
        ? html`<a class="btn btn-secondary" href=${addressOf('activity', { connector: app.name })} @click=${follow}>${icon('send')}<span>${text.run}</span></a>`
        : nothing}
      ${mayTest() ? actionButton({ label: text.test, iconName: 'clipboard-check', click: () => (this.testing = true) }) : nothing}
      ${mayManage()
        ? html`${actionButton({ label: text.edit, iconName: 'pencil', click: open })}
          ${actionButton({
            label: paused ? text.resume : text.pause,
            iconName: paused ? 'play-circle' : 'pause-circle',
            busy: this.busy,
            click: () => this.#pause(app),
          })}
          ${actionButton({ label: text.revoke, iconName: 'trash', click: () => (this.revoking = true) })}`
        : actionButton({ label: text.view, click: open })}`;
  }

  #content({ app, sum, used }) {
    return html`${app.state === 'revoked'
        ? html`<div class="notice notice-info">${icon('slash-circle')}<p>${text.revoked}</p></div>`
        : nothing}
      <section class="card-box">
        <h2 class="visually-hidden">${text.facts}</h2>
        ${connectorFacts(app, sum)}
      </section>
      ${app.state !== 'revoked' && (app.nextAuth || mayManage())
        ? html`<next-credential .app=${app} .used=${used} @changed=${() => this.#reload()}></next-credential>`
        : nothing}
      <section class="latest">
        <div class="latest-head">
          <h2>${text.latest}</h2>
          <a href=${addressOf('runs', { connector: app.id })} @click=${follow}>${text.all}</a>
        </div>
        <latest-runs .connector=${app.id} .none=${text.none}></latest-runs>
      </section>
      ${this.query.get('edit') && app.state !== 'revoked'
        ? html`<connector-dialog
            .app=${app.id}
            .name=${app.name}
            ?readOnly=${!mayManage()}
            @saved=${(event) => this.#saved(event)}
            @closed=${this.#closeDialog}
          ></connector-dialog>`
        : nothing}
      ${this.revoking
        ? html`<revoke-dialog
            .app=${app}
            @revoked=${() => this.#reload()}
            @closed=${() => (this.revoking = false)}
          ></revoke-dialog>`
        : nothing}
      ${this.testing
        ? html`<test-dialog .app=${app} @tested=${() => this.#reload()} @closed=${() => (this.testing = false)}></test-dialog>`
        : nothing}`;
  }
}
customElements.define('connector-page', ConnectorPage);
