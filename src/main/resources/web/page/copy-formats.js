import { completed, hasBody, requestText } from './activity-draft.js';
import { pretty } from './json-text.js';

const PLACEHOLDER = '$APPCONNECTOR_KEY';

/** A YAML text in double quotes, which are JSON's. */
const quoted = (text) => JSON.stringify(text);

/** An endpoint's parameter: RAW keeps Camel from reading signs in it as its own. */
const parameter = (text) => quoted(/[&+%?=]/.test(text) ? `RAW(${text})` : text);

const indented = (text, spaces) => text.replace(/^(?=.)/gm, ' '.repeat(spaces));

/** The activity as steps of a YAML route. */
const yaml = (draft) => {
  const body = hasBody(draft.method) ? draft.body : '';
  const headers = JSON.stringify(Object.fromEntries(draft.headers.map((row) => [row.name.trim(), row.value.trim()])));
  const lines = [
    ...(body ? ['- setBody:', `    constant: ${quoted(draft.bodyKind === 'json' ? body.trim() : body)}`] : []),
    '- to:',
    '    uri: kamelet:server-activity-action',
    '    parameters:',
    `      connector: ${parameter(draft.connector)}`,
    `      method: ${draft.method}`,
    `      path: ${parameter(completed(draft.path))}`,
    ...(draft.headers.length ? [`      headers: ${parameter(headers)}`] : []),
    `      timeout: ${quoted(`${Number(draft.timeout)}ms`)}`,
    `      waitForResult: ${draft.wait}`,
  ];
  return `${lines.join('\n')}\n`;
};

/** As a shell takes it: the key stays in a variable. */
const curl = (draft, origin) => {
  const json = pretty(requestText(draft)).replaceAll("'", "'\\''");
  return `curl ${origin}/worker/runs \\
  -H "Authorization: Bearer ${PLACEHOLDER}" \\
  -H 'Content-Type: application/json' \\
  -d '${json}'
`;
};

/** As a script calls it: the key or token comes from where the script has it. */
const javascript = (draft, origin) => `const answer = await fetch(${JSON.stringify(`${origin}/worker/runs`)}, {
  method: 'POST',
  headers: { Authorization: \`Bearer \${key}\`, 'Content-Type': 'application/json' },
  body: JSON.stringify(${indented(pretty(requestText(draft)), 2).trimStart()}),
});
if (!answer.ok) throw new Error((await answer.json()).detail);
const ${draft.wait ? 'result' : 'run'} = await answer.json();
`;

/** How an activity can be copied, by the word for it; none holds a credential. */
export const FORMATS = { yaml, curl, javascript };
