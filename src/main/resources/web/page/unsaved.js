const asked = new Set();

/** Whether something was typed that leaving the page would lose. */
export const isUnsaved = () => [...asked].some((would) => would());

/**
 * Has the browser ask first, before the tab is closed or loads something else.
 * @param {() => boolean} would whether something would be lost
 * @returns {() => void} ends that
 */
export const askIf = (would) => {
  asked.add(would);
  return () => asked.delete(would);
};

addEventListener('beforeunload', (event) => {
  if (isUnsaved()) event.preventDefault();
});
