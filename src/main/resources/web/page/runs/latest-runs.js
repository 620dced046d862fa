import { html, nothing } from 'lit';
import { PageElement } from '../parts/element.js';
import { problemNotice, skeleton } from '../parts/parts.js';
import { isUnderHands, RunsFeed } from './runs-feed.js';
import { runsTable } from './runs-table.js';
import { runsWords as text } from './words-runs.js';

const NEWEST = 10;

/**
 * The latest runs of one connector, kept up to date.
 *
 * @property {string} connector its id
 * @property {string} none what is said where there is none yet
 */
class LatestRuns extends PageElement {
  static properties = { connector: { attribute: false }, none: { attribute: false } };

  #feed = new RunsFeed(this, { held: () => isUnderHands(this), newest: NEWEST });

  willUpdate(changed) {
    if (changed.has('connector')) this.#feed.start(() => new URLSearchParams({ connector: this.connector }));
  }

  render() {
    const { runs, problem, slow, unseen, unseenMore } = this.#feed;
    return html`${problem ? problemNotice(problem, () => this.#feed.look(), runs ? text.lost : text.failed) : nothing}
      ${runs?.length
        ? html`<div class="list">${runsTable({ runs, app: false })}</div>
            ${unseen
              ? html`<p class="more">
                  <button type="button" class="btn btn-secondary btn-sm" @click=${() => this.#show()}>${text.fresh(unseen, unseenMore)} – ${text.show}</button>
                </p>`
              : nothing}`
        : runs
          ? html`<p class="muted">${this.none}</p>`
          : slow
            ? skeleton(text.loading)
            : nothing}`;
  }

  #show() {
    this.#feed.show();
    this.focusOn('a[data-run]');
  }
}
customElements.define('latest-runs', LatestRuns);
