const count = (number, one, many) => `${number.toLocaleString()} ${number === 1 ? one : many}`;

/** The texts of a connector's own page. */
export const connectorWords = {
  back: 'Connected Apps',
  loading: 'Loading the connected app…',
  failed: 'The connected app could not be loaded',
  gone: { title: 'There is no such connected app', detail: 'It does not exist, or you may not see it.' },
  revoked: 'It is revoked: it starts no run any more, and its credential is erased.',
  facts: 'Summary',
  test: 'Test',
  edit: 'Edit',
  view: 'Show all settings',
  pause: 'Pause',
  resume: 'Resume',
  revoke: 'Revoke',
  run: 'Run something',
  made: 'Made',
  limits: 'Limits',
  limitsOf: ({ maxConcurrent, callsPerSecond }) =>
    [`${count(maxConcurrent, 'call', 'calls')} at once`, callsPerSecond && `${count(callsPerSecond, 'call', 'calls')} a second`].filter(Boolean).join(', '),
  delivery: 'Delivery',
  deliveryOf: ({ maxAttempts }, age) => `up to ${count(maxAttempts, 'attempt', 'attempts')} within ${age}`,
  hour: 'Last hour',
  quiet: 'No run seen by this node',
  traffic: (runs, bad, p95) =>
    [count(runs, 'run', 'runs'), bad ? `${bad.toLocaleString()} without success` : 'all with success', p95 && `95\u00a0% within ${p95}`].filter(Boolean).join(', '),
  latest: 'Latest runs',
  all: 'All runs',
  none: 'No run yet.',
};
