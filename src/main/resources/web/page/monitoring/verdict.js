/** What is said of fewer calls than these would be said of chance. */
const ENOUGH = 3;
/** Of times, one slow call in a few says nothing. */
const ENOUGH_TIMES = 10;
/** Milliseconds. */
const ADDED_MUCH = 250;
/** The first calls of a node are slow, but not half of them. */
const ADDED_MUCH_TO_HALF = 25;
const SLOW = 5_000;
const WAITS_LONG = 300_000;

/**
 * What can be wrong with the calls of an app, the first that is: `hits` are the calls of a point that have it, and a point is bad
 * where they are at least that `share` of its calls.
 */
const RULES = [
  {
    kind: 'gateway',
    enough: ENOUGH_TIMES,
    share: 1,
    hits: ({ runs, addedP50, addedP95, wholeP95 }) =>
      addedP95 >= ADDED_MUCH && addedP95 >= wholeP95 / 4 && addedP50 >= ADDED_MUCH_TO_HALF ? runs : 0,
  },
  { kind: 'errors', enough: ENOUGH, share: 0.05, hits: ({ broken, silent }) => broken + silent },
  { kind: 'slow', enough: ENOUGH_TIMES, share: 1, hits: ({ runs, targetP95 }) => (targetP95 >= SLOW ? runs : 0) },
  { kind: 'denied', enough: ENOUGH, share: 0.5, hits: ({ denied }) => denied },
  { kind: 'refused', enough: ENOUGH, share: 0.2, hits: ({ refused }) => refused },
];

/**
 * The last time that it was bad: it goes on over points without a call, and over good ones as long as they are too few to tell.
 * Null where it never was, or too little to speak of.
 */
const trouble = (points, { hits, share: least, enough }) => {
  const isBad = (point) => point.runs && hits(point) / point.runs >= least;
  const last = points.findLastIndex(isBad);
  if (last < 0) return null;
  const found = { first: last, calls: 0, hits: 0 };
  let between = 0;
  for (let index = last; index >= 0 && between * share(found) < ENOUGH; index--) {
    between += points[index].runs;
    if (isBad(points[index])) {
      found.first = index;
      found.calls += between;
      found.hits += hits(points[index]);
      between = 0;
    }
  }
  if (found.hits < enough || share(found) < least) return null;
  const after = points.slice(last + 1).reduce((sum, { runs }) => sum + runs, 0);
  const { at: since } = points[found.first];
  return { since, until: (points[last + 1] ?? points[last]).at, share: share(found), isOver: after * share(found) >= ENOUGH };
};

const share = ({ calls, hits }) => (calls ? hits / calls : 1);

/** Those that have it now, the worst first. */
const having = (apps, rule) =>
  apps
    .map((app) => ({ app, ...trouble(app.points, rule) }))
    .filter(({ since, isOver }) => since && !isOver)
    .sort((a, b) => b.share * b.app.sum.runs - a.share * a.app.sum.runs);

/** Whether they mostly got no answer at all. */
const isSilent = ({ app }) => app.sum.silent > app.sum.broken;

/**
 * Whether something is wrong, and whose doing it is: the target's, the gateway's, or what was sent.
 * @param {{sum: object, queue: object, inFlight: number}} shown what the page shows, of all apps or of one
 * @param {object[]} apps those that may be to blame
 * @returns {{kind: string, app?: object, since?: number, until?: number, share?: number, more?: number}}
 */
export const verdictOf = (shown, apps) => {
  if (!shown.sum.runs && !shown.inFlight && !shown.queue.depth) return { kind: 'none' };
  for (const rule of RULES) {
    const found = having(apps, rule);
    if (found.length) return { kind: rule.kind, ...kindOf(rule.kind, found, apps), ...found[0], more: found.length - 1 };
  }
  const [past] = apps
    .map((app) => ({ app, ...trouble(app.points, RULES[1]) }))
    .filter(({ app, isOver }) => isOver && RULES[1].hits(app.sum) >= app.sum.runs * RULES[1].share);
  if (past) return { kind: 'past', ...past };
  return { kind: shown.queue.oldestMillis >= WAITS_LONG ? 'queue' : shown.sum.runs ? 'well' : 'waiting' };
};

/** Where nobody answers, it may be the way there. */
const kindOf = (kind, found, apps) => {
  if (kind !== 'errors' || !isSilent(found[0])) return {};
  const called = apps.filter(({ sum }) => sum.runs);
  return { kind: called.length > 1 && found.length === called.length && found.every(isSilent) ? 'network' : 'silent' };
};
