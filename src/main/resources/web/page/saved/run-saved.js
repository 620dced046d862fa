import { html, nothing } from 'lit';
import { PARTS } from '../activity/activity-head.js';
import { all, allTexts, call, Problem } from '../api.js';
import { breakable } from '../parts/breakable.js';
import { PageElement } from '../parts/element.js';
import { icon } from '../parts/icon.js';
import { Loading } from '../parts/loading.js';
import { problemNotice, skeleton } from '../parts/parts.js';
import { follow } from '../router.js';
import { RunControl } from '../result/run-control.js';
import { mayDesign, maySee } from '../session/session.js';
import { showTitle } from '../titles.js';
import { words } from '../words.js';
import { savedWords } from './words-saved.js';
import '../result/run-result.js';
import './values-form.js';

const text = savedWords.values;
/** How long a run may take where the activity does not tell the caller, in milliseconds. */
const LONGEST = 300_000;

/** Runs one saved activity with the values that are typed, and shows what came of it. `activity` is its id. */
class RunSaved extends PageElement {
  static properties = { activity: { attribute: false } };

  #runs = new RunControl(this);
  #loading = new Loading(this, () => this.#load());

  willUpdate(changed) {
    if (!changed.has('activity')) return;
    this.#runs.stop();
    this.#runs.result = null;
    this.#loading.start();
  }

  /** A runner may read the list alone. */
  async #load() {
    const [saved, apps] = await Promise.all([maySee() ? this.#read() : this.#find(), maySee() ? all('/api/connectors') : []]);
    const { name, connectorId } = JSON.parse(saved);
    showTitle(savedWords.run(name));
    return { saved, app: apps.find(({ id }) => id === connectorId) ?? null };
  }

  async #read() {
    try {
      return (await call('GET', `/api/activities/${encodeURIComponent(this.activity)}`)).text;
    } catch (problem) {
      // What is no id at all is no saved activity either.
      throw [400, 404].includes(problem.status) ? this.#gone() : problem;
    }
  }

  async #find() {
    const found = (await allTexts('/api/activities')).find((saved) => JSON.parse(saved).id === this.activity);
    if (!found) throw this.#gone();
    return found;
  }

  #gone() {
    return new Problem({ title: text.goneTitle, detail: text.gone, status: 404 });
  }

  #send({ target: form, detail: { what, text: request, time, waits } }) {
    const { app, saved } = this.#loading.data;
    this.#runs.send({
      what,
      text: request,
      time: waits ? time || LONGEST : 0,
      connector: app?.name ?? JSON.parse(saved).name,
      blame: (problem) => form.blame(problem),
    });
  }

  /** Whom the result comes from, as far as the caller may know. */
  #host() {
    const { app, saved } = this.#loading.data;
    return app && URL.canParse(app.domain) ? new URL(app.domain).host : (JSON.parse(saved).connector ?? JSON.parse(saved).name);
  }

  render() {
    const { data, problem, slow } = this.#loading;
    return html`<div class="view">
      ${this.#head(data && JSON.parse(data.saved))}
      ${problem ? problemNotice(problem, problem.status === 404 ? undefined : () => this.#loading.start(), this.#what(problem)) : nothing}
      ${data ? this.#content(data) : slow ? skeleton(text.loading) : nothing}
    </div>`;
  }

  #what(problem) {
    return problem.status === 404 ? undefined : text.failed;
  }

  #head(saved) {
    return html`<a class="back" href=${PARTS.saved} @click=${follow}>${icon('chevron-left')}${text.back}</a>
      <header class="view-head">
        <div>
          <h1 tabindex="-1">${saved?.name ?? words.activity.title}</h1>
          ${saved?.description ? html`<p class="muted">${breakable(saved.description)}</p>` : nothing}
          ${saved?.method
            ? html`<p class="muted request"><span class="mono">${saved.method} ${breakable(saved.path || '/')}</span> · ${saved.connector}</p>`
            : nothing}
        </div>
        ${saved && mayDesign()
          ? html`<a class="btn btn-secondary" href="${PARTS.saved}&edit=${encodeURIComponent(saved.id)}" @click=${follow}
              >${icon('pencil')}<span>${text.edit}</span></a
            >`
          : nothing}
      </header>`;
  }

  #content({ saved, app }) {
    return html`${this.#warning(app, JSON.parse(saved))}
      <div class="activity">
        <div class="card-box">
          <values-form .saved=${saved} .busy=${this.#runs.busy} @send=${this.#send} @stop=${() => this.#runs.stop()}></values-form>
        </div>
        <run-result class="card-box" .result=${this.#runs.result} .host=${this.#host()}></run-result>
      </div>`;
  }

  /** Why a run would be refused, said before it is. */
  #warning(app, { connector }) {
    if (!maySee() || app?.state === 'live') return nothing;
    return html`<div class="notice notice-warning">
      ${icon(app ? 'pause-circle' : 'slash-circle')}
      <p>${app ? text.paused(connector) : text.revoked(connector)}</p>
    </div>`;
  }
}
customElements.define('run-saved', RunSaved);
