const MINUTE = 60_000;
/** A minute that has just begun says little: its rate is that of a quarter of a minute at least. */
const SHORTEST = 0.25;

/** What was counted in words of the page, of a point or of the whole time; `of` gives the API's number of that name. */
const figures = (of) => ({
  runs: of('runs'),
  fine: of('status1xx') + of('status2xx') + of('status3xx'),
  denied: of('status4xx'),
  broken: of('status5xx'),
  silent: of('failed') + of('timedOut'),
  unsent: of('refused') + of('cancelled'),
  refused: of('refused'),
  wholeP50: of('wholeP50'),
  wholeP95: of('wholeP95'),
  wholeP99: of('wholeP99'),
  targetP50: of('targetP50'),
  targetP95: of('targetP95'),
  addedP50: of('addedP50'),
  addedP95: of('addedP95'),
});

const isTime = (name) => /P\d\d$/.test(name);
const nothingOf = (name) => (isTime(name) ? null : 0);

/**
 * An answer of `/api/monitoring` as the page shows it, of all connected apps and of each. Lengths are in minutes, and times in
 * milliseconds since 1970. What was before the node started is not known, which is not the same as none: `known` tells them apart.
 */
export class Reading {
  /** @param {object} answer */
  constructor(answer) {
    this.answer = answer;
    this.from = Date.parse(answer.from);
    this.to = Date.parse(answer.to);
    this.since = Date.parse(answer.since);
    this.minutes = answer.minutes;
    this.length = Math.max(1, (this.to - Math.max(this.from, this.since)) / MINUTE);
    this.grid = Array.from({ length: Math.ceil(answer.minutes / answer.step) }, (_, index) => this.#place(index * answer.step));
    this.all = { ...this.#counted(answer.all), inFlight: answer.inFlight, queue: answer.queue };
    this.apps = answer.connectors.map((one) => ({ ...one, ...this.#counted(one) }));
    this.others = answer.others && this.#counted(answer.others);
    this.queued = answer.all.points.queueDepth;
  }

  #place(minute) {
    const begins = this.from + minute * MINUTE;
    const ends = Math.min(begins + this.answer.step * MINUTE, this.to);
    const known = ends > this.since;
    return { minute, at: begins, known, length: known ? Math.max(SHORTEST, (ends - Math.max(begins, this.since)) / MINUTE) : 0 };
  }

  #counted({ sum, points }) {
    return { sum: figures((name) => sum[name]), points: this.#points(points) };
  }

  /** One for each place of the grid, also where the API leaves out that nothing was. */
  #points(lists) {
    const indexes = new Map(lists.minute.map((minute, index) => [minute, index]));
    return this.grid.map((place) => {
      const index = indexes.get(place.minute);
      const of = index === undefined ? nothingOf : (name) => lists[name][index];
      return { ...place, ...figures(of) };
    });
  }

  /**
   * What was seen of one connected app; nothing where it had no run.
   * @param {string} id
   */
  app(id) {
    return (
      this.apps.find((app) => app.id === id) ?? {
        id,
        name: null,
        sum: figures(nothingOf),
        points: this.#points({ minute: [] }),
        inFlight: 0,
        queue: { depth: 0, oldestMillis: null },
      }
    );
  }

  /** How many calls a minute there were in the whole time, as far as it is known. */
  rate(runs) {
    return runs / this.length;
  }
}

/** Calls that the target answered with 5xx or not at all. */
export const errors = ({ broken, silent }) => broken + silent;

/** Their part of all; null where there is none. */
export const errorShare = (figures) => (figures.runs ? errors(figures) / figures.runs : null);
