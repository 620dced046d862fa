import { call } from '../api.js';

/**
 * Pauses a connector, or lets it run again; all else of it stays as it is.
 * @param {string} id
 * @param {boolean} paused
 * @throws {import('../api.js').Problem}
 */
export const setPaused = async (id, paused) => {
  const { data, etag } = await call('GET', `/api/connectors/${id}`);
  await call('PUT', `/api/connectors/${id}`, { body: { ...data, paused }, etag });
};
