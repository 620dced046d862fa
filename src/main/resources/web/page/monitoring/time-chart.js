import { html, nothing, svg } from 'lit';
import { PageElement } from '../parts/element.js';
import { clock } from './numbers.js';
import { Plot } from './plot.js';
import { monitoringWords } from './words-monitoring.js';

const text = monitoringWords.charts;
const LEAP = 10;
const KEYS = {
  ArrowLeft: (index) => index - 1,
  ArrowRight: (index) => index + 1,
  PageDown: (index) => index - LEAP,
  PageUp: (index) => index + LEAP,
  Home: () => 0,
  End: () => Infinity,
};
const SCHEMES = ['(forced-colors: active)', '(prefers-contrast: more)'];

/**
 * Lines over time for everyone: drawn, in one sentence, as a table, and value by value with the keyboard.
 *
 * @property {string} name its id begins so
 * @property {string} heading
 * @property {string} summary one sentence that says what there is to see
 * @property {{at: number}[]} grid the times, the last one under way
 * @property {{name: string, colour: number, dash: number[], values: (number | null)[]}[]} series their number stays the same
 * @property {(value: number | null) => string} format
 * @property {boolean} isCount whether there is nothing between whole numbers
 */
class TimeChart extends PageElement {
  static properties = {
    name: { attribute: false },
    heading: { attribute: false },
    summary: { attribute: false },
    grid: { attribute: false },
    series: { attribute: false },
    format: { attribute: false },
    isCount: { attribute: false },
    isTable: { state: true },
    pointed: { state: true },
    chosen: { state: true },
    spoken: { state: true },
  };

  #plot = null;
  #ends = [];

  constructor() {
    super();
    Object.assign(this, { isTable: false, pointed: null, chosen: null, spoken: '' });
  }

  connectedCallback() {
    super.connectedCallback();
    this.requestUpdate();
  }

  disconnectedCallback() {
    this.#ends.splice(0).forEach((end) => end());
    this.#plot?.end();
    this.#plot = null;
    super.disconnectedCallback();
  }

  updated(changed) {
    if (!this.isConnected) return;
    if (!this.#plot) this.#watch();
    if (!this.#plot) this.#draw();
    else if (changed.has('series') || changed.has('grid')) this.#show();
  }

  /** Width and colours change while it is shown. */
  #watch() {
    const widths = new ResizeObserver(() => this.#plot?.fit());
    widths.observe(this.querySelector('.plot'));
    const redraw = () => this.#draw();
    const scheme = new MutationObserver(redraw);
    scheme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-bs-theme'] });
    const media = SCHEMES.map((query) => matchMedia(query));
    media.forEach((one) => one.addEventListener('change', redraw));
    this.#ends = [
      () => widths.disconnect(),
      () => scheme.disconnect(),
      () => media.forEach((one) => one.removeEventListener('change', redraw)),
    ];
  }

  #draw() {
    this.#plot?.end();
    const colours = [...this.querySelectorAll('.colour')].map((one) => getComputedStyle(one).color);
    this.#plot = new Plot(this.querySelector('.plot'), this, colours, (index) => (this.pointed = index));
    this.#show();
  }

  #show() {
    this.#plot.show(this.grid.map(({ at }) => at), this.series.map(({ values }) => values));
    if (this.querySelector('.plot').matches(':focus')) this.#plot.mark(this.grid[this.#index()].at);
  }

  /** Where the reader is: at the same time as before, though the times go on; at first at the last one. */
  #index() {
    const index = this.chosen === null ? -1 : this.grid.findLastIndex(({ at }) => at <= this.chosen);
    return index < 0 ? (this.chosen === null ? this.grid.length - 1 : 0) : index;
  }

  #move(index) {
    const there = Math.min(Math.max(index, 0), this.grid.length - 1);
    this.chosen = this.grid[there].at;
    // Set by keys alone: what comes anew every few seconds would be read out each time.
    this.spoken = text.value(
      this.#timeOf(there),
      this.series.map(({ name, values }) => [text.names[name], values[there] === null ? text.noValue : this.format(values[there])]),
    );
    this.#plot.mark(this.chosen);
  }

  #key(event) {
    const move = KEYS[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    event.preventDefault();
    this.#move(move(this.#index()));
  }

  #timeOf(index) {
    const time = clock(this.grid[index].at);
    return index === this.grid.length - 1 ? text.soFar(time) : time;
  }

  render() {
    const read = Math.min(this.pointed ?? this.#index(), this.grid.length - 1);
    return html`<figure aria-labelledby="${this.name}-title">
      <figcaption>
        <h3 id="${this.name}-title">${this.heading}</h3>
        <button
          type="button"
          class="btn btn-link btn-sm"
          aria-expanded=${this.isTable ? 'true' : 'false'}
          aria-describedby="${this.name}-title"
          @click=${() => (this.isTable = !this.isTable)}
        >
          ${this.isTable ? text.hideTable : text.showTable}
        </button>
        <p class="muted small">${this.summary}</p>
      </figcaption>
      <ul class="legend" aria-hidden="true">
        <li class="read-time">${this.#timeOf(read)}</li>
        ${this.series.map(
          ({ name, colour, dash, values }) => html`<li>
            <svg class="swatch colour colour-${colour}" viewBox="0 0 24 4">${svg`<path d="M0 2H24" stroke-dasharray=${dash.join(' ')} />`}</svg>
            ${text.names[name]} <strong>${this.format(values[read])}</strong>
          </li>`,
        )}
        <li class="colour axis-ink" hidden></li>
        <li class="colour axis-line" hidden></li>
      </ul>
      <div
        class="plot"
        role="slider"
        tabindex="0"
        aria-label=${text.cursor(this.heading)}
        aria-valuemin="0"
        aria-valuemax=${this.grid.length - 1}
        aria-valuenow=${this.#index()}
        aria-valuetext=${this.spoken || this.#timeOf(this.#index())}
        @keydown=${(event) => this.#key(event)}
        @focus=${() => this.#move(this.#index())}
        @blur=${() => this.#plot?.mark(null)}
      ></div>
      ${this.isTable ? this.#table() : nothing}
    </figure>`;
  }

  /** The newest first. */
  #table() {
    const indexes = this.grid.map((place, index) => index).reverse();
    return html`<div class="values" role="region" tabindex="0" aria-label=${text.tableOf(this.heading)}>
      <table class="plain">
        <caption class="visually-hidden">${this.heading}</caption>
        <thead>
          <tr>
            <th scope="col">${text.at}</th>
            ${this.series.map(({ name }) => html`<th scope="col">${text.names[name]}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${indexes.map(
            (index) => html`<tr>
              <th scope="row">${this.#timeOf(index)}</th>
              ${this.series.map(({ values }) => html`<td>${this.format(values[index])}</td>`)}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}
customElements.define('time-chart', TimeChart);
