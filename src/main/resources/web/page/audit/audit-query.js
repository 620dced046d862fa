const HOUR = 3_600_000;
const PERIODS = { hour: HOUR, day: 24 * HOUR, week: 168 * HOUR, month: 720 * HOUR };

/** Which entries are shown, by their names in the address. */
export const FILTERS = ['actor', 'object', 'period', 'from', 'to'];

/** An instant as the API takes it, of a time by the reader's clock; empty where it is none. */
const instant = (local) => {
  const time = new Date(local);
  return local && !Number.isNaN(time.getTime()) ? time.toISOString() : '';
};

/**
 * What the address asks for, as the API takes it.
 * @param {URLSearchParams} query
 */
export const askedFor = (query) => {
  const period = query.get('period');
  const length = PERIODS[period];
  const times =
    period === 'between'
      ? { from: instant(query.get('from')), to: instant(query.get('to')) }
      : { from: length ? new Date(Date.now() - length).toISOString() : '' };
  const asked = { actor: query.get('actor')?.trim(), object: query.get('object')?.trim(), ...times };
  return new URLSearchParams(Object.entries(asked).filter(([, value]) => value));
};

/** The part of the address that says which entries are shown: where it is the same, so are they. */
export const filtersOf = (query) => FILTERS.map((name) => query.get(name) ?? '').join('\n');

/** A page of the audit's address. */
export const pageOf = (asked, after, limit) => {
  const page = new URLSearchParams(asked);
  page.set('limit', limit);
  if (after) page.set('after', after);
  return `/api/audit?${page}`;
};
