import { html, nothing } from 'lit';
import { activityHead } from './activity-head.js';
import { PageElement } from '../parts/element.js';
import { problemNotice } from '../parts/parts.js';
import { onChange, place } from '../router.js';
import { mayRun } from '../session/session.js';
import { showTitle } from '../titles.js';
import { words } from '../words.js';
import './run-once.js';

/** Loaded when they are asked for: the first view needs none of them. */
const LATER = { saved: () => import('../saved/saved-activities.js'), values: () => import('../saved/run-saved.js') };

/** Shows that part of Server Activity which the address names: a request that is typed, the saved ones, or one of them to be run. */
class ServerActivity extends PageElement {
  static properties = { part: { state: true }, activity: { state: true }, loaded: { state: true }, problem: { state: true } };

  #end = null;

  constructor() {
    super();
    Object.assign(this, { loaded: new Set(['once']), problem: null });
    this.#look();
  }

  connectedCallback() {
    super.connectedCallback();
    this.#end = onChange(() => this.#placeChanged());
    this.#load();
  }

  disconnectedCallback() {
    this.#end();
    super.disconnectedCallback();
  }

  #look() {
    const { query } = place();
    this.activity = mayRun() ? query.get('run') : null;
    this.part = this.activity ? 'values' : query.get('show') === 'saved' || !mayRun() ? 'saved' : 'once';
  }

  async #placeChanged() {
    if (place().view !== 'activity') return;
    const { part, activity } = this;
    this.#look();
    if (part === this.part && activity === this.activity) return;
    showTitle(words.activity.title);
    await this.#load();
    this.focusOn('h1');
  }

  async #load() {
    const { part } = this;
    this.problem = null;
    if (this.loaded.has(part)) return;
    try {
      await LATER[part]();
      this.loaded = new Set(this.loaded).add(part);
    } catch {
      this.problem = { ...words.problems.unreachable };
    }
  }

  render() {
    if (!this.loaded.has(this.part)) {
      return html`<div class="view">
        ${activityHead({ current: this.part })} ${this.problem ? problemNotice(this.problem, () => this.#load()) : nothing}
      </div>`;
    }
    if (this.part === 'saved') return html`<saved-activities></saved-activities>`;
    if (this.part === 'values') return html`<run-saved .activity=${this.activity}></run-saved>`;
    return html`<run-once></run-once>`;
  }
}
customElements.define('server-activity', ServerActivity);
