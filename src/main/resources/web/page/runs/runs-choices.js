import { all } from '../api.js';
import { mayAudit, maySeeRevoked } from '../session/session.js';
import { words } from '../words.js';
import { runsWords as text } from './words-runs.js';

const byName = (a, b) => a.name.localeCompare(b.name);

/**
 * What runs can be told apart by: connected apps, saved activities, and callers where the role sees others' runs.
 * @returns {Promise<{apps: [string, string][], activities: string[], callers: Map<string, string>}>} apps by id and name, callers
 *   by name and how runs know them
 */
export const readChoices = async () => {
  const [live, revoked, activities, keys] = await Promise.all([
    all('/api/connectors'),
    maySeeRevoked() ? all('/api/connectors?state=revoked') : [],
    all('/api/activities'),
    mayAudit() ? all('/api/keys') : [],
  ]);
  return {
    apps: [
      ...live.sort(byName).map(({ id, name }) => [id, name]),
      ...revoked.sort(byName).map(({ id, name }) => [id, `${name} (${words.activity.revokedMark})`]),
    ],
    activities: activities.sort(byName).map(({ name }) => name),
    callers: new Map(keys.map(({ id, name }) => [name, `key:${id}`])),
  };
};

/** One that the address names is offered too, though it is gone. */
const withChosen = (choices, chosen) => (chosen && !choices.some(([value]) => value === chosen) ? [...choices, [chosen, chosen]] : choices);

/**
 * The fields of the filter bar.
 * @param {URLSearchParams} query of the address
 * @param {Awaited<ReturnType<typeof readChoices>>} choices
 */
export const filterFields = (query, { apps, activities }) => {
  const { filters } = text;
  const any = ['', filters.any];
  return [
    { name: 'state', label: filters.state, choices: [any, ['not-done', filters.notDone], ...Object.entries(words.activity.result.states)] },
    { name: 'connector', label: filters.app, choices: withChosen([any, ...apps], query.get('connector')) },
    { name: 'activity', label: filters.activity, choices: withChosen([any, ...activities.map((name) => [name, name])], query.get('activity')) },
    ...(mayAudit() ? [{ name: 'caller', label: filters.caller, list: 'callers' }] : []),
    { name: 'time', label: filters.time, choices: Object.entries(filters.times) },
    ...(query.get('time') === 'between'
      ? [
          { name: 'from', label: filters.from, type: 'datetime-local' },
          { name: 'to', label: filters.to, type: 'datetime-local' },
        ]
      : []),
  ];
};
