import { html, nothing } from 'lit';
import { PageElement } from '../parts/element.js';
import { noneMatch, nothingYet } from '../parts/empty.js';
import { icon } from '../parts/icon.js';
import { actionButton, problemNotice, skeleton } from '../parts/parts.js';
import { follow, setQuery, VIEWS } from '../router.js';
import { mayAudit, mayRun } from '../session/session.js';
import { filterFields, readChoices } from './runs-choices.js';
import { isUnderHands, RunsFeed } from './runs-feed.js';
import { askedFor, FILTERS } from './runs-query.js';
import { mayCancelIt, mayReplayIt } from './run-state.js';
import { runsTable } from './runs-table.js';
import { runsWords as text } from './words-runs.js';
import '../parts/filter-bar.js';
import './many-dialog.js';

/** How far below the window the next page begins to be read, in pixels. */
const AHEAD = '600px';

/**
 * The list of runs: filtered by the address, kept up to date, and what can be done to many. While it is not `active` it asks
 * nothing and forgets nothing.
 *
 * @property {URLSearchParams} query of the address
 */
class RunsList extends PageElement {
  static properties = {
    active: { attribute: false },
    query: { attribute: false },
    choices: { state: true },
    chosen: { state: true },
    doing: { state: true },
    said: { state: true },
  };

  #feed = new RunsFeed(this, { held: () => this.#isHeld() });
  #asked = null;
  #choosing = null;
  #seen = new IntersectionObserver(([end]) => end.isIntersecting && this.#readsOn() && this.#more(), { rootMargin: AHEAD });
  #shownLast = null;

  constructor() {
    super();
    Object.assign(this, { active: false, chosen: new Set(), doing: null, said: '' });
    this.choices = { apps: [], activities: [], callers: new Map() };
  }

  disconnectedCallback() {
    this.#seen.disconnect();
    super.disconnectedCallback();
  }

  willUpdate() {
    if (!this.active) {
      if (this.wasActive) this.#feed.rest();
      this.wasActive = false;
      return;
    }
    const asked = FILTERS.map((name) => this.query.get(name)).join('\n');
    if (asked !== this.#asked) {
      this.#asked = asked;
      this.#start();
    } else if (!this.wasActive) {
      this.#feed.resume(() => this.#wanted());
    }
    this.wasActive = true;
    if (this.#feed.runs !== this.#shownLast && this.#awaitsWord && this.#feed.runs) this.#say();
  }

  updated() {
    if (this.#feed.runs === this.#shownLast) return;
    this.#shownLast = this.#feed.runs;
    this.#seen.disconnect();
    const end = this.querySelector('#more');
    if (end) this.#seen.observe(end);
  }

  #wanted() {
    return askedFor(this.query, this.choices.callers);
  }

  async #start() {
    this.chosen = new Set();
    this.#awaitsWord = true;
    this.#choosing ??= this.#readChoices();
    // A caller is typed by name, and asked for by what runs know it as.
    const asked = this.#asked;
    if (this.query.get('caller')) await this.#choosing;
    if (asked === this.#asked) this.#feed.start(() => this.#wanted());
  }

  async #readChoices() {
    try {
      this.choices = await readChoices();
    } catch {
      // The runs can be read without; the next filter asks again.
      this.#choosing = null;
    }
  }

  #awaitsWord = false;

  /** Says how much there is once the reader has asked for it, and not whenever something is new. */
  #say() {
    this.#awaitsWord = false;
    this.said = text.shown(this.#feed.runs.length, this.#feed.next !== null);
  }

  /** Nothing moves under the pointer, the focus, a tick, or whoever reads older ones. */
  #isHeld() {
    const list = this.querySelector('.list');
    if (!list) return false;
    const { paused, runs, newest } = this.#feed;
    return paused || isUnderHands(list) || this.chosen.size > 0 || runs.length > newest || list.getBoundingClientRect().top < 0;
  }

  /** Whoever scrolls; by the keyboard it is the button that reads on. */
  #readsOn() {
    return scrollY > 0 && !this.querySelector('#more')?.contains(document.activeElement);
  }

  async #more() {
    this.#awaitsWord = true;
    await this.#feed.more();
  }

  /** By the button: the reader goes on at the first of those that came. */
  async #moreByButton() {
    const last = this.#feed.runs.length;
    await this.#more();
    const first = this.#feed.runs[last];
    if (first) this.focusOn(`a[data-run="${first.id}"]`);
  }

  #show() {
    this.#awaitsWord = true;
    this.chosen = new Set();
    this.#feed.show();
    scrollTo(0, 0);
    this.focusOn('#pause');
  }

  #clear() {
    setQuery(Object.fromEntries(FILTERS.map((name) => [name, ''])));
    this.focusOn('#state');
  }

  #choose(run, isChosen) {
    const chosen = new Set(this.chosen);
    if (isChosen) chosen.add(run.id);
    else chosen.delete(run.id);
    this.chosen = chosen;
  }

  #nameOf(caller) {
    for (const [name, text] of this.choices.callers) if (text === caller) return name;
    return caller;
  }

  #ended() {
    this.chosen = new Set();
    this.doing = null;
    this.#feed.look();
  }

  render() {
    const { runs, problem, slow } = this.#feed;
    const filtered = FILTERS.some((name) => this.query.get(name));
    const isEmpty = runs && !runs.length && !filtered;
    return html`<header class="view-head">
        <div>
          <h1 tabindex="-1">${text.title}</h1>
          <p class="muted">${mayAudit() ? text.lead.all : text.lead.own}</p>
        </div>
      </header>
      <p class="visually-hidden" role="status">${this.said}</p>
      ${isEmpty ? nothing : this.#filters()}
      ${problem ? problemNotice(problem, () => this.#feed.look(), runs ? text.lost : text.failed) : nothing}
      ${isEmpty ? this.#empty() : runs ? this.#rows(runs) : slow ? skeleton(text.loading) : nothing} ${this.#dialog()}`;
  }

  #filters() {
    return html`<filter-bar .query=${this.query} .fields=${filterFields(this.query, this.choices)} .found=${''}></filter-bar>
      <datalist id="callers">${[...this.choices.callers.keys()].map((name) => html`<option value=${name}></option>`)}</datalist>`;
  }

  #empty() {
    return nothingYet({
      iconName: 'send',
      title: text.empty,
      lead: text.emptyText,
      way: mayRun() ? html`<a class="btn btn-primary" href=${VIEWS.activity} @click=${follow}>${text.toActivity}</a>` : nothing,
    });
  }

  #rows(runs) {
    if (!runs.length) return noneMatch(text.noMatch, () => this.#clear());
    return html`${this.#bar(runs)}
      <div class="list">
        ${runsTable({
          runs,
          chosen: this.chosen,
          choose: mayRun() ? (run, isChosen) => this.#choose(run, isChosen) : undefined,
          callers: mayAudit() ? (caller) => this.#nameOf(caller) : undefined,
        })}
        ${this.#end()}
      </div>`;
  }

  /** What is chosen, and whether new ones come by themselves; always one line, so that nothing below it moves. */
  #bar(runs) {
    return html`<div class="runs-bar">
      ${mayRun() ? this.#choice(runs) : nothing}
      <span class="gap"></span>
      ${this.#live()}
    </div>`;
  }

  #choice(runs) {
    const number = this.chosen.size;
    const every = number > 0 && runs.every(({ id }) => this.chosen.has(id));
    return html`<label class="choice"
        ><input
          type="checkbox"
          class="form-check-input"
          .checked=${every}
          .indeterminate=${number > 0 && !every}
          @change=${(event) => (this.chosen = new Set(event.target.checked ? runs.map(({ id }) => id) : []))}
        /><span>${text.chooseAll}</span></label
      >
      ${number
        ? html`<span class="muted chosen">${text.chosen(number)}</span>
            ${actionButton({ label: text.replayMany(number), kind: 'secondary btn-sm', click: () => this.#do('replay') })}
            ${actionButton({ label: text.cancelMany(number), kind: 'secondary btn-sm', click: () => this.#do('cancel') })}`
        : nothing}`;
  }

  #do(what) {
    this.doing = { what, runs: this.#feed.runs.filter(({ id }) => this.chosen.has(id)) };
  }

  #live() {
    const { paused, unseen, unseenMore } = this.#feed;
    return html`${unseen
        ? html`<button type="button" class="btn btn-secondary btn-sm fresh" @click=${() => this.#show()}>
            ${text.fresh(unseen, unseenMore)} – ${text.show}
          </button>`
        : this.chosen.size
          ? nothing
          : html`<span class="muted live ${paused ? '' : 'live-on'}">${paused ? text.paused : text.live}</span>`}
      <button
        type="button"
        id="pause"
        class="btn btn-secondary btn-sm"
        @click=${() => this.#feed.setPaused(!paused)}
      >
        ${icon(paused ? 'play-circle' : 'pause-circle')}<span>${paused ? text.resume : text.pause}</span>
      </button>`;
  }

  #end() {
    const { next, readingMore, moreProblem } = this.#feed;
    if (moreProblem) return problemNotice(moreProblem, () => this.#more(), text.moreFailed);
    if (!next) return nothing;
    return html`<p id="more" class="more">${actionButton({ label: text.more, busy: readingMore, click: () => this.#moreByButton() })}</p>`;
  }

  #dialog() {
    if (!this.doing) return nothing;
    return html`<many-dialog
      .what=${this.doing.what}
      .runs=${this.doing.runs.filter(this.doing.what === 'replay' ? mayReplayIt : mayCancelIt)}
      .left=${this.doing.runs.filter((run) => !(this.doing.what === 'replay' ? mayReplayIt : mayCancelIt)(run))}
      @done=${() => this.#feed.look()}
      @closed=${() => this.#ended()}
    ></many-dialog>`;
  }
}
customElements.define('runs-list', RunsList);
