import { callersWords } from './words-callers.js';

const text = callersWords.scope;
const DAY = 86_400_000;

/** Days before its end from which a key is said to expire soon. */
const SOON = 14;

export const isAll = (named) => named.length === 1 && named[0] === '*';

/** How a key stands: `live`, `soon` to expire, or `expired`. */
export const stateOf = ({ expiresAt }) => {
  if (!expiresAt) return 'live';
  const left = Date.parse(expiresAt) - Date.now();
  return left <= 0 ? 'expired' : left < SOON * DAY ? 'soon' : 'live';
};

/**
 * What keys name by id, with what people call it.
 * @param {object[]} apps connectors, revoked ones too
 * @param {object[]} activities
 */
export const namesOf = (apps, activities) => ({
  connectors: new Map(apps.map(({ id, name, state }) => [id, state === 'revoked' ? text.revoked(name) : name])),
  activities: new Map(activities.map(({ id, name }) => [id, name])),
});

/**
 * What a key may run, by kind: in short, and the names behind that.
 * @param {object} key as the API lists it
 * @param {ReturnType<typeof namesOf>} names
 * @returns {{short: string, names: string[]}[]} names is empty where short says all
 */
export const reachOf = (key, names) => {
  if (key.role === 'auditor') return [{ short: text.reads, names: [] }];
  if (key.role !== 'runner') return [{ short: text.everything, names: [] }];
  const kinds = ['connectors', 'activities'].filter((kind) => key[kind].length);
  if (!kinds.length) return [{ short: text.nothing, names: [] }];
  return kinds.map((kind) =>
    isAll(key[kind])
      ? { short: text[kind].all, names: [] }
      : {
          short: text[kind].some(key[kind].length),
          names: key[kind].map((id) => names[kind].get(id) ?? text.gone).sort((a, b) => a.localeCompare(b)),
        },
  );
};

/** All of it in one line. */
export const reachText = (key, names) =>
  reachOf(key, names)
    .map((kind) => (kind.names.length ? `${kind.short} (${kind.names.join(', ')})` : kind.short))
    .join(', ');

/**
 * Whether a key may run anything with that connector.
 * @param {object} key
 * @param {string} app the connector's id
 * @param {object[]} activities all that there are
 */
export const mayRunWith = (key, app, activities) => {
  if (key.role === 'auditor') return false;
  if (key.role !== 'runner' || isAll(key.connectors) || key.connectors.includes(app)) return true;
  const itsOwn = activities.filter(({ connectorId }) => connectorId === app);
  return itsOwn.some(({ id }) => isAll(key.activities) || key.activities.includes(id));
};
