const quoted = (text) => JSON.stringify(text);

/** What the script runs: the first of what the token may. */
const runOf = ({ activities, connectors }, choices) => {
  const first = (kind, { chosen, everything }) => choices[kind].find(({ id }) => everything || chosen.has(id))?.name;
  const activity = first('activities', activities);
  if (activity) return `app.run(${quoted(activity)}, {})`;
  const connector = first('connectors', connectors);
  return connector ? `app.run({ connector: ${quoted(connector)}, method: 'GET', path: '/' })` : "app.run('an-activity', {})";
};

/**
 * A script for a page that runs something with a token, by `/client.js`.
 * @param {{token: string, scope: object, choices: object}} what `choices` have the names of what the scope has by id
 * @param {string} origin of AppConnector
 */
export const tokenSnippet = ({ token, scope, choices }, origin) => `import { AppConnector } from ${quoted(`${origin}/client.js`)};

const app = new AppConnector({ refresh: async () => ${quoted(token)} });
console.log(await ${runOf(scope, choices)});
`;
