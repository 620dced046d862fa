/** The addresses of the page's views. */
export const VIEWS = {
  apps: '/connected-apps',
  connector: '/connector',
  activity: '/server-activity',
  runs: '/runs',
  callers: '/callers',
  audit: '/audit',
  monitoring: '/monitoring',
};

const changes = new EventTarget();
const here = () => location.pathname + location.search;
let shown = here();
let stay = null;

/** Where the page is: which view, and what its address says of it. */
export const place = () => ({
  view: Object.keys(VIEWS).find((view) => VIEWS[view] === location.pathname) ?? 'apps',
  query: new URLSearchParams(location.search),
});

/**
 * An address of the page.
 * @param {string} view one of {@link VIEWS}
 * @param {Record<string, string>} [values] what it says of the view; an empty one is left out
 */
export const addressOf = (view, values = {}) => {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value));
  return VIEWS[view] + (query.size ? `?${query}` : '');
};

/**
 * Opens an address; Back leads to where the page was.
 * @param {string} address path and query, of this page
 */
export const go = (address) => {
  if (address !== here()) history.pushState(null, '', address);
  changed();
};

/**
 * Writes into the address what is shown, so that a link opens the same again.
 * @param {Record<string, string>} values an empty one is left out
 * @param {{keep?: boolean}} how keep: Back leads to what was shown before
 */
export const setQuery = (values, { keep = false } = {}) => {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(values)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  const address = location.pathname + (query.size ? `?${query}` : '');
  if (address === here()) return;
  history[keep ? 'pushState' : 'replaceState'](null, '', address);
  changed();
};

const changed = () => {
  shown = here();
  changes.dispatchEvent(new Event('change'));
};

/**
 * Has Back and Forward asked first, while something is open that they would lose.
 * @param {() => boolean} must whether the page has to stay where it is
 * @returns {() => void} ends that
 */
export const stayWhile = (must) => {
  stay = must;
  return () => {
    if (stay === must) stay = null;
  };
};

/**
 * @param {() => void} listener called after each change of the address
 * @returns {() => void} ends that
 */
export const onChange = (listener) => {
  changes.addEventListener('change', listener);
  return () => changes.removeEventListener('change', listener);
};

/** For links of the page: opens them without loading it anew, unless the reader wants another tab. */
export const follow = (event) => {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const link = event.currentTarget;
  go(link.pathname + link.search);
};

addEventListener('popstate', () => {
  if (here() !== shown && stay?.()) history.pushState(null, '', shown);
  else changed();
});
