/** The texts of a connector's test. */
export const testWords = {
  title: (name) => `Test ${name}`,
  testing: 'Testing. This takes up to half a minute where nothing answers.',
  again: 'Test again',
  openRun: 'Open run',
  close: 'Close',
  failed: 'The test could not be made',
  method: 'Method',
  path: 'Path',
  pathHelp: 'Empty is the domain itself. Take one that changes nothing.',

  works: 'It works',
  reached: 'Reached, but not sure that it works',
  wrong: {
    address: 'The address cannot be used',
    connect: 'No connection',
    tls: 'No secure connection',
    credential: 'The credential was not accepted',
    answer: 'Reached, but without a good answer',
  },

  steps: 'Step by step',
  names: { address: 'Look-up', connect: 'Connection', tls: 'TLS', credential: 'Credential', answer: 'Answer' },
  outcomes: { good: 'Passed', bad: 'Failed', untold: 'Not told' },

  request: 'The request as sent',
};
