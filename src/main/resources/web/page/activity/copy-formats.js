import { completed, hasBody, requestText } from './activity-draft.js';
import { jsonFault, pretty } from '../parts/json-text.js';

const PLACEHOLDER = '$APPCONNECTOR_KEY';
/** What YAML does not take as it is, or reads as a line break. */
const UNPRINTABLE = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]/;
const EACH_UNPRINTABLE = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

const escaped = (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A YAML text in double quotes, which are JSON's. */
const quoted = (text) => JSON.stringify(text).replace(EACH_UNPRINTABLE, escaped);

/** A YAML text over several lines as it is, where YAML keeps it so; else in quotes. */
const block = (text, spaces) =>
  text.includes('\n') && !UNPRINTABLE.test(text) && !/^\s|\n$/.test(text) ? `|-\n${indented(text, spaces)}` : quoted(text);

const indented = (text, spaces) =>
  text
    .split('\n')
    .map((line) => (line ? ' '.repeat(spaces) + line : line))
    .join('\n');

/** Camel reads two braces as a placeholder. In JSON they can be written otherwise, in a text they are escaped. */
const withoutPlaceholder = (text, isJson) => {
  if (!text.includes('{{')) return text;
  return isJson ? text.replaceAll(/\{(?=\{)/g, '\\u007b') : text.replaceAll('{{', '\\{{').replaceAll('}}', '\\}}');
};

/** An endpoint's parameter: RAW keeps Camel from reading signs in it as its own, and ends at its bracket. */
const parameter = (text) => {
  if (!/[&+%?=()]|^#/.test(text)) return quoted(text);
  if (!text.includes(')')) return quoted(`RAW(${text})`);
  return quoted(text.includes('}') ? `RAW(${text.replaceAll(')', '%29')})` : `RAW{${text}}`);
};

/** What JSON escapes, and what Camel's expressions, placeholders and RAW would read as theirs: it can be written otherwise. */
const OF_CAMEL = /["\t\\$?~{)]|:(?= )|\+\+|--/g;
const jsonText = (text) => `"${text.replace(OF_CAMEL, (signs) => [...signs].map(escaped).join(''))}"`;

/** The headers as a property of the kamelet, with the body's type where that has to be said. */
const headersOf = (rows, type) => {
  const named = rows.map((row) => [row.name.trim(), row.value.trim()]);
  if (type && !named.some(([name]) => name.toLowerCase() === 'content-type')) named.push(['Content-Type', type]);
  if (!named.length) return [];
  return [['headers', quoted(`RAW({${named.map((header) => header.map(jsonText).join(':'))}})`)]];
};

const isContainer = (text) => /^\s*[{[]/.test(text) && !jsonFault(text);

/**
 * The body as a route has it, which is text alone: what the kamelet would take for something else, the type tells.
 * @returns {{text: string, isJson: boolean, type: string}} the text is empty where none is sent
 */
const routeBody = (draft) => {
  const isJson = draft.bodyKind === 'json';
  if (!hasBody(draft.method) || (isJson && !draft.body.trim())) return { text: '', isJson: false, type: '' };
  const value = isJson ? JSON.parse(draft.body) : draft.body;
  if (typeof value === 'string') {
    return { text: value, isJson: false, type: isContainer(value) ? 'text/plain; charset=utf-8' : '' };
  }
  if (value === null) return { text: '', isJson: false, type: '' };
  return { text: draft.body, isJson: true, type: typeof value === 'object' ? '' : 'application/json' };
};

/** The lines of a step that sets the body. Camel trims a constant unless it is told not to. */
const setBody = (body, isJson) => {
  const text = withoutPlaceholder(isJson ? body.trim().replaceAll('\r', '') : body, isJson);
  const constant =
    text === text.trim()
      ? [`    constant: ${block(text, 6)}`]
      : ['    constant:', `      expression: ${block(text, 8)}`, '      trim: false'];
  return ['- setBody:', ...constant];
};

/** The lines of the step that is the kamelet, with its properties as YAML. */
const kamelet = (properties) => [
  '- to:',
  '    uri: kamelet:server-activity-action',
  '    parameters:',
  ...properties.map(([name, value]) => `      ${name}: ${value}`),
];

const millis = (text) => quoted(`${Number(text)}ms`);

/** The activity as steps of a YAML route; without a body it sends none, whatever the route's message has. */
const yaml = (draft) => {
  const body = routeBody(draft);
  const lines = [
    ...setBody(body.text, body.isJson),
    ...kamelet([
      ['connector', parameter(draft.connector)],
      ['method', draft.method],
      ['path', parameter(completed(draft.path).replaceAll('{{', '%7B%7B'))],
      ...headersOf(draft.headers, body.type),
      ['timeout', millis(draft.timeout)],
      ['waitForResult', draft.wait],
    ]),
  ];
  return `${lines.join('\n')}\n`;
};

/** The same of a saved activity: its parameters are the body. */
const savedYaml = ({ activity, parameters, timeout, wait }) => {
  const lines = [
    ...setBody(pretty(parameters), true),
    ...kamelet([
      ['activity', quoted(activity)],
      ...(timeout ? [['timeout', millis(timeout)]] : []),
      ...(wait === '' ? [] : [['waitForResult', wait]]),
    ]),
  ];
  return `${lines.join('\n')}\n`;
};

/** As a shell takes it: the key stays in a variable. */
const curl = (request, origin) => {
  const json = pretty(request).replaceAll("'", "'\\''");
  return `curl '${origin}/worker/runs' \\
  -H "Authorization: Bearer ${PLACEHOLDER}" \\
  -H 'Content-Type: application/json' \\
  -d '${json}'
`;
};

/** Whether a script that holds the JSON as a value sends the same: long numbers and the name of a prototype would not. */
const survives = (json) => !json.includes('__proto__') && pretty(JSON.stringify(JSON.parse(json))) === json;

/** As a script calls it: the key or token comes from where the script has it. */
const javascript = (request, origin, waits) => {
  const json = pretty(request);
  const content = survives(json) ? `JSON.stringify(${indented(json, 2).trimStart()})` : quoted(json);
  return `const answer = await fetch(${quoted(`${origin}/worker/runs`)}, {
  method: 'POST',
  headers: { Authorization: \`Bearer \${key}\`, 'Content-Type': 'application/json' },
  body: ${content},
});
if (!answer.ok) throw new Error((await answer.json()).detail);
const ${waits ? 'result' : 'run'} = await answer.json();
`;
};

/** As a page's script calls a saved one, with the tokens of its own server; a number that a script would not keep is sent as text. */
const savedJavascript = ({ activity, parameters, timeout, wait, text, waits }, origin) => {
  const json = pretty(parameters);
  if (!survives(json)) return javascript(text, origin, waits);
  const options = [...(timeout ? [`timeout: ${Number(timeout)}`] : []), ...(wait === '' ? [] : [`waitForResult: ${wait}`])];
  return `import { AppConnector } from ${quoted(`${origin}/client.js`)};

const app = new AppConnector({
  refresh: async () => (await fetch('/appconnector-token', { method: 'POST' })).json(),
});
const ${waits ? 'result' : 'run'} = await app.run(${quoted(activity)}, ${json}${options.length ? `, { ${options.join(', ')} }` : ''});
`;
};

/** How an activity without faults can be copied, by the word for it; none holds a credential. */
export const FORMATS = {
  yaml,
  curl: (draft, origin) => curl(requestText(draft), origin),
  javascript: (draft, origin) => javascript(requestText(draft), origin, draft.wait),
};

/** The same for a run of a saved activity, as `run-saved` makes it. */
export const SAVED_FORMATS = {
  yaml: savedYaml,
  curl: ({ text }, origin) => curl(text, origin),
  javascript: savedJavascript,
};
