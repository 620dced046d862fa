import { all } from '../api.js';
import { addressOf } from '../router.js';
import { views } from '../views.js';

const idsOf = async (path) => new Set((await all(path).catch(() => [])).map(({ id }) => id));

/**
 * Asks which objects there still are.
 * @returns {Promise<(object: {id: string, kind: string} | null) => string | null>} where the page shows an object; null where it does not
 */
export const objectPlaces = async () => {
  const [connectors, activities, keys] = await Promise.all(['/api/connectors', '/api/activities', '/api/keys'].map(idsOf));
  return (object) => {
    if (!object) return null;
    const { id, kind, name } = object;
    if (kind === 'connector' && connectors.has(id)) return views.connector ? addressOf('connector', { id }) : addressOf('apps', { app: id });
    if (kind === 'activity' && activities.has(id)) return addressOf('activity', { show: 'saved', edit: id });
    if (kind === 'key' && keys.has(id)) return addressOf('callers', { q: name });
    return kind === 'run' ? runAddress(id) : null;
  };
};

/** Where the page shows a run; null where it has no such view. */
export const runAddress = (id) => (views.runs ? addressOf('runs', { run: id }) : null);
