import uPlot from 'uplot';
import { clock } from './numbers.js';

const HEIGHT = 200;
const WIDTH = 2;
/** Room of a label of an axis, in pixels: a letter, and what is around all of them. */
const LETTER = 6.5;
const AROUND = 20;
const WHOLE_STEPS = [1, 2, 5].flatMap((first) => [0, 1, 2, 3, 4, 5, 6].map((zeros) => first * 10 ** zeros)).sort((a, b) => a - b);
const KEY = 'monitoring';
/** So much room has no point: those alone that no line leads to are drawn. */
const ALONE = 10_000;

const faint = (colour) => colour.replace('rgb(', 'rgba(').replace(')', ', 0.1)');

/** Lines over time, drawn on a canvas. It says nothing to whoever does not see it: the element around it does. */
export class Plot {
  #plot = null;

  /**
   * @param {HTMLElement} place that it fills in width
   * @param {{series: {dash: number[], isFilled?: boolean}[], format: (value: number) => string, isCount: boolean}} drawn
   * @param {string[]} colours one for each line, then that of the axes' texts, and that of their lines
   * @param {(index: number | null) => void} pointed told where the pointer is
   */
  constructor(place, { series, format, isCount }, colours, pointed) {
    this.place = place;
    const [ink, line] = colours.slice(series.length);
    const axis = { stroke: ink, font: `12px ${getComputedStyle(place).fontFamily}`, ticks: { show: false }, gap: 8 };
    const grid = { stroke: line, width: 1 };
    const options = {
      width: this.#width(),
      height: HEIGHT,
      padding: [8, 28, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, sync: { key: KEY }, points: { size: 8, fill: (plot, index) => colours[index - 1] } },
      scales: { y: { range: (plot, least, most) => [0, most > 0 ? most * 1.08 : 1] } },
      axes: [
        { ...axis, grid: { show: false }, space: 72, size: 32, values: (plot, splits) => splits.map((at) => clock(at * 1000)) },
        {
          ...axis,
          grid,
          space: 36,
          size: (plot, values) => Math.max(...(values ?? ['']).map((value) => value.length)) * LETTER + AROUND,
          values: (plot, splits) => splits.map(format),
          ...(isCount ? { incrs: WHOLE_STEPS } : {}),
        },
      ],
      series: [
        {},
        ...series.map(({ dash, isFilled }, index) => ({
          stroke: colours[index],
          fill: isFilled ? faint(colours[index]) : undefined,
          width: WIDTH,
          dash,
          points: { size: 5, space: ALONE, fill: colours[index] },
        })),
      ],
      hooks: { setCursor: [(plot) => pointed(plot.cursor.left >= 0 ? plot.cursor.idx : null)] },
    };
    this.#plot = new uPlot(options, [[], ...series.map(() => [])], place);
  }

  #width() {
    return Math.max(1, Math.floor(this.place.clientWidth));
  }

  /** As wide as its place is now. */
  fit() {
    if (this.#width() !== this.#plot.width) this.#plot.setSize({ width: this.#width(), height: HEIGHT });
  }

  /**
   * @param {number[]} times milliseconds since 1970
   * @param {(number | null)[][]} lines a value for each time
   */
  show(times, lines) {
    // A line that is nought all the time would only hide others.
    const drawn = lines.map((values) => (lines.length > 1 && !values.some(Boolean) ? values.map(() => null) : values));
    this.#plot.setData([times.map((time) => time / 1000), ...drawn]);
  }

  /** @param {number | null} time of the line that marks what is read; null where there is none */
  mark(time) {
    this.#plot.setCursor({ left: time === null ? -10 : this.#plot.valToPos(time / 1000, 'x'), top: time === null ? -10 : 0 });
  }

  end() {
    this.#plot.destroy();
  }
}
