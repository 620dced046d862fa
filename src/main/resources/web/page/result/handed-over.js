let waiting = null;

/**
 * Keeps a typed request until the form of a new saved activity takes it over. In memory alone.
 * @param {{draft: object, kept: () => void}} begun the request, and whom to tell that it was saved
 */
export const handOver = (begun) => {
  waiting = begun;
};

/** What waits; it stays until it is saved or given up. */
export const takeOver = () => waiting;

/** It was saved, or nobody wants it any more. */
export const letGo = () => {
  waiting = null;
};
