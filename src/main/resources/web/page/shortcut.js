const KEPT = 'appconnector.slash';

/** Whether / leads to the search; a reader whose voice types letters switches it off. */
export const slashSearches = () => {
  try {
    return localStorage.getItem(KEPT) !== 'off';
  } catch {
    return true;
  }
};

/** @param {boolean} on kept for the next visit too */
export const setSlashSearches = (on) => {
  try {
    localStorage.setItem(KEPT, on ? 'on' : 'off');
  } catch {
    // It then stays as it was.
  }
};

/**
 * For a view with a search: leads there by /, but not out of a field or a dialog.
 * @param {string} selector of the search field
 * @returns {() => void} ends that
 */
export const searchBySlash = (selector) => {
  const listener = (event) => {
    const busy = event.target.closest?.('input, select, textarea') || document.querySelector('dialog[open]');
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || busy || !slashSearches()) return;
    const search = document.querySelector(selector);
    if (!search) return;
    event.preventDefault();
    search.focus();
  };
  document.addEventListener('keydown', listener);
  return () => document.removeEventListener('keydown', listener);
};
