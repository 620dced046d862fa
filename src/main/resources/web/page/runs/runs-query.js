import { allStates, NOT_DONE } from './run-state.js';

const SPANS = { hour: 3_600_000, day: 86_400_000, week: 604_800_000 };

/** What of the address says which runs are shown. */
export const FILTERS = ['state', 'connector', 'activity', 'caller', 'time', 'from', 'to'];

const timeOf = (local) => {
  const time = new Date(local);
  return local && !Number.isNaN(time.getTime()) ? time.toISOString() : '';
};

/** What is no state is any. */
const statesOf = (state) => (state === 'not-done' ? NOT_DONE.join(',') : allStates().includes(state) ? state : '');

/**
 * What to ask the server for.
 * @param {URLSearchParams} query of the address
 * @param {Map<string, string>} callers by name, how runs know them
 */
export const askedFor = (query, callers = new Map()) => {
  const span = SPANS[query.get('time')];
  const between = query.get('time') === 'between';
  const caller = (query.get('caller') ?? '').trim();
  const asked = {
    state: statesOf(query.get('state')),
    connector: query.get('connector'),
    activity: query.get('activity'),
    caller: callers.get(caller) ?? caller,
    from: span ? new Date(Date.now() - span).toISOString() : between ? timeOf(query.get('from')) : '',
    to: between ? timeOf(query.get('to')) : '',
  };
  return new URLSearchParams(Object.entries(asked).filter(([, value]) => value));
};
