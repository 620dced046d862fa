import { html, nothing } from 'lit';
import { call } from '../api.js';
import { PageElement } from '../parts/element.js';
import { nothingYet } from '../parts/empty.js';
import { icon } from '../parts/icon.js';
import { Loading } from '../parts/loading.js';
import { actionButton, problemNotice, skeleton } from '../parts/parts.js';
import { Poll } from '../parts/poll.js';
import { styleSheet } from '../parts/style-sheet.js';
import { addressOf, follow, onChange, place, setQuery } from '../router.js';
import { mayRun } from '../session/session.js';
import { appFigures, BUSIEST, sorted } from './app-figures.js';
import { runsAddress, runsName } from './runs-links.js';
import { charts } from './charts.js';
import { clockWithSeconds } from './numbers.js';
import { errorShare, Reading } from './reading.js';
import { tiles } from './tiles.js';
import { verdictOf } from './verdict.js';
import { monitoringWords as text } from './words-monitoring.js';
import '../parts/filter-bar.js';

const EVERY = 10_000;
const MINUTE = 60_000;
/** How many minutes are one point: more than some 150 points nobody sees, and all of them come anew each time. */
const STEPS = { 15: 1, 60: 1, 360: 3, 1440: 10 };
const USUAL = '60';
const ICONS = { none: 'info-circle', waiting: 'clock', well: 'check-circle', past: 'check-circle', queue: 'clock' };
/** In which state the runs are that show it. */
const RUNS_OF = { errors: 'rejected', denied: 'rejected', silent: 'failed', refused: 'failed' };
const GOOD = ['well', 'past'];
const QUIET = ['none', 'waiting', 'queue'];

/** Loads what this view and its charts look like. */
export const loadStyles = () =>
  Promise.all([
    styleSheet(new URL('./monitoring.css', import.meta.url).href),
    styleSheet(new URL('uPlot.min.css', import.meta.resolve('uplot')).href),
  ]);

/** What a node saw of runs: whether all is well, since when not, and whose doing it is. */
class MonitoringView extends PageElement {
  static properties = { query: { state: true }, said: { state: true }, paused: { state: true } };

  #ends = [];
  #order = [];
  #told = null;
  #list = new Loading(this, async () => new Reading((await call('GET', this.#question())).data));
  #poll = new Poll(EVERY, () => this.#list.start({ quiet: true }));

  constructor() {
    super();
    Object.assign(this, { said: '', paused: false });
    this.query = place().query;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#ends = [onChange(() => this.#placeChanged())];
    this.#poll.start();
  }

  disconnectedCallback() {
    this.#poll.end();
    this.#ends.forEach((end) => end());
    super.disconnectedCallback();
  }

  #placeChanged() {
    if (place().view !== 'monitoring') return;
    const before = this.#minutes();
    this.query = place().query;
    if (before !== this.#minutes()) this.#poll.now();
  }

  #minutes() {
    const asked = this.query.get('minutes');
    return Number(asked in STEPS ? asked : USUAL);
  }

  /** Points begin at the same times in each answer, so that lines do not tremble. */
  #question() {
    const minutes = this.#minutes();
    const step = STEPS[minutes];
    const first = Math.floor(Date.now() / MINUTE) - minutes + 1;
    return `/api/monitoring?minutes=${minutes - ((step - (first % step)) % step)}&step=${step}`;
  }

  #again() {
    this.#poll.now();
  }

  #pause() {
    this.paused = !this.paused;
    this.#poll.paused = this.paused;
  }

  render() {
    const { data: reading, problem, slow } = this.#list;
    return html`<div class="view monitoring">
      <div class="view-head">
        <div>
          <h1 tabindex="-1">${text.title}</h1>
          <p class="muted">${text.lead}</p>
        </div>
        ${reading ? this.#live(reading) : nothing}
      </div>
      ${this.#filters(reading)}
      <p class="visually-hidden" role="status">${this.said}</p>
      ${problem ? problemNotice(problem, () => this.#again(), reading ? text.notRenewed : text.failed) : nothing}
      ${reading ? this.#content(reading) : slow && !problem ? skeleton(text.loading) : nothing}
    </div>`;
  }

  #live(reading) {
    const time = clockWithSeconds(reading.to);
    return html`<div class="live">
      <span class="muted small">${this.paused ? text.paused(time) : text.updated(time)}</span>
      ${actionButton({
        label: this.paused ? text.resume : text.pause,
        iconName: this.paused ? 'play-circle' : 'pause-circle',
        kind: 'secondary btn-sm',
        click: () => this.#pause(),
      })}
    </div>`;
  }

  #filters(reading) {
    const apps = (reading?.apps ?? []).map(({ id, name }) => [id, name ?? text.nameless]).sort(([, a], [, b]) => a.localeCompare(b));
    const chosen = this.query.get('connector');
    if (chosen && !apps.some(([id]) => id === chosen)) apps.push([chosen, text.quietApp]);
    return html`<filter-bar
      .query=${this.query}
      .fields=${[
        { name: 'minutes', label: text.period, choices: Object.entries(text.periods), fallback: USUAL },
        { name: 'connector', label: text.app, choices: [['', text.anyApp], ...apps] },
      ]}
    ></filter-bar>`;
  }

  #content(reading) {
    const chosen = this.query.get('connector');
    const shown = chosen ? reading.app(chosen) : reading.all;
    const verdict = verdictOf(shown, chosen ? [shown] : reading.apps);
    if (verdict.kind === 'none') return this.#none(reading, chosen);
    const apps = chosen ? reading.apps.filter(({ id }) => id === chosen) : reading.apps;
    return html`${this.#verdict(verdict, shown)}
      <p class="muted small node">${text.node(Math.max(reading.from, reading.since))}</p>
      ${tiles(reading, shown)} ${charts(reading, shown)}
      <section aria-labelledby="apps-title">
        <h2 id="apps-title" class="apps-title">${text.table.title}</h2>
        <div class="list">${appFigures({
          reading,
          apps: this.#ordered(apps),
          sort: this.query.get('sort') ?? BUSIEST,
          sortBy: (sort) => this.#sortBy(sort),
        })}</div>
      </section>`;
  }

  #sortBy(sort) {
    this.#order = [];
    setQuery({ sort: sort === BUSIEST ? '' : sort });
  }

  /** As long as a reader points at a row or is in one, none changes places with it. */
  #ordered(apps) {
    const table = this.querySelector('.figures tbody');
    const before = this.#order;
    const isRead = table?.matches(':hover') || table?.contains(document.activeElement);
    const anew = sorted(apps, this.query.get('sort') ?? BUSIEST);
    const rank = ({ id }) => (before.indexOf(id) + 1 || before.length + 1);
    const ordered = isRead ? [...anew].sort((a, b) => rank(a) - rank(b)) : anew;
    this.#order = ordered.map(({ id }) => id);
    return ordered;
  }

  #verdict(verdict, shown) {
    const { kind, app } = verdict;
    const look = GOOD.includes(kind) ? 'success' : QUIET.includes(kind) ? 'info' : 'warning';
    const says = text.verdict[kind]({ ...verdict, shown, name: app?.name ?? text.nameless, error: errorShare(shown.sum) });
    this.#tell(kind, app, says);
    return html`<section class="verdict notice notice-${look}" aria-labelledby="verdict-title">
      ${icon(ICONS[kind] ?? 'exclamation-triangle')}
      <div>
        <h2 id="verdict-title">${text.verdict.question} <strong class="verdict-kind">${text.verdict.kinds[kind]}</strong></h2>
        <p>${says}</p>
        ${app?.name && RUNS_OF[kind] ? this.#runsOf(app, RUNS_OF[kind]) : nothing}
      </div>
    </section>`;
  }

  #runsOf({ id, name }, state) {
    return html`<p><a href=${runsAddress(id, state, this.#minutes())} @click=${follow}>${runsName(name, state)}</a></p>`;
  }

  /** Says aloud when the answer has become another, not each new figure of the same. */
  #tell(kind, app, says) {
    const told = `${kind} ${app?.id}`;
    if (this.#told !== null && this.#told !== told) {
      queueMicrotask(() => (this.said = text.verdict.changed(text.verdict.kinds[kind], says)));
    }
    this.#told = told;
  }

  #none(reading, chosen) {
    const ways = [
      chosen ? actionButton({ label: text.everyApp, click: () => setQuery({ connector: '' }) }) : nothing,
      this.#minutes() < 1440 ? actionButton({ label: text.longer, click: () => setQuery({ minutes: '1440' }) }) : nothing,
      mayRun() ? html`<a class="btn btn-primary" href=${addressOf('activity')} @click=${follow}>${icon('send')}${text.tryOne}</a>` : nothing,
    ];
    return html`${nothingYet({ iconName: 'graph-up', title: text.none, lead: text.noneText, way: html`<div class="buttons">${ways}</div>` })}
      <p class="muted small node">${text.node(Math.max(reading.from, reading.since))}</p>`;
  }
}
customElements.define('monitoring-view', MonitoringView);
