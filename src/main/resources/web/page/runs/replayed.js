const known = new Map();

/** What was replayed at this page, for as long as it is open: the server tells of a run what it repeats, and not the other way. */
export const noteReplay = (run, as) => known.set(run, [...(known.get(run) ?? []), as]);

/** @returns {string[]} the runs that are known to repeat it */
export const replaysOf = (run) => known.get(run) ?? [];
