import { html, nothing } from 'lit';
import { PageElement } from '../parts/element.js';
import { addressOf, onChange, place } from '../router.js';
import { onSession } from '../session/session.js';
import { showTitle } from '../titles.js';
import { runsWords as text } from './words-runs.js';
import './run-page.js';
import './runs-list.js';

/** Runs: the list, and one of them in its place. The list stays as it was for whoever comes back. */
class RunsView extends PageElement {
  static properties = { query: { state: true } };

  #ends = [];
  #scrolled = 0;

  constructor() {
    super();
    this.query = place().query;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#ends = [onChange(() => this.#placeChanged()), onSession(() => this.requestUpdate())];
  }

  disconnectedCallback() {
    this.#ends.forEach((end) => end());
    super.disconnectedCallback();
  }

  async #placeChanged() {
    if (place().view !== 'runs') return;
    const was = this.query.get('run');
    this.query = place().query;
    const is = this.query.get('run');
    if (was === is) return;
    if (!was) this.#scrolled = scrollY;
    await this.updateComplete;
    if (is) {
      scrollTo(0, 0);
      this.focusOn('h1');
    } else {
      this.#backFrom(was);
    }
  }

  /** The reader is where the run was opened. */
  async #backFrom(run) {
    showTitle(text.title);
    const list = this.querySelector('runs-list');
    await list.updateComplete;
    scrollTo(0, this.#scrolled);
    const link = list.querySelector(`a[data-run="${CSS.escape(run)}"]`) ?? list.querySelector('h1');
    link?.focus({ preventScroll: true });
  }

  #back() {
    const { run, ...others } = Object.fromEntries(this.query);
    return addressOf('runs', others);
  }

  render() {
    const run = this.query.get('run');
    return html`<div class="view">
      ${run ? html`<run-page .run=${run} .back=${this.#back()}></run-page>` : nothing}
      <runs-list ?hidden=${!!run} .active=${!run} .query=${this.query}></runs-list>
    </div>`;
  }
}
customElements.define('runs-view', RunsView);
