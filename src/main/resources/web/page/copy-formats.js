import { completed, hasBody, requestText } from './activity-draft.js';
import { pretty } from './json-text.js';

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

const headersOf = (draft) => {
  const json = JSON.stringify(Object.fromEntries(draft.headers.map((row) => [row.name.trim(), row.value.trim()])));
  return quoted(`RAW(${withoutPlaceholder(json, true).replaceAll(')', '\\u0029')})`);
};

/** Camel trims a constant unless it is told not to. */
const bodyOf = (draft) => {
  const isJson = draft.bodyKind === 'json';
  const text = withoutPlaceholder(isJson ? draft.body.trim().replaceAll('\r', '') : draft.body, isJson);
  return text === text.trim()
    ? [`    constant: ${block(text, 6)}`]
    : ['    constant:', `      expression: ${block(text, 8)}`, '      trim: false'];
};

/** The activity as steps of a YAML route. */
const yaml = (draft) => {
  const hasText = hasBody(draft.method) && (draft.bodyKind === 'json' ? draft.body.trim() : draft.body);
  const lines = [
    ...(hasText ? ['- setBody:', ...bodyOf(draft)] : []),
    '- to:',
    '    uri: kamelet:server-activity-action',
    '    parameters:',
    `      connector: ${parameter(draft.connector)}`,
    `      method: ${draft.method}`,
    `      path: ${parameter(completed(draft.path).replaceAll('{{', '%7B%7B'))}`,
    ...(draft.headers.length ? [`      headers: ${headersOf(draft)}`] : []),
    `      timeout: ${quoted(`${Number(draft.timeout)}ms`)}`,
    `      waitForResult: ${draft.wait}`,
  ];
  return `${lines.join('\n')}\n`;
};

/** As a shell takes it: the key stays in a variable. */
const curl = (draft, origin) => {
  const json = pretty(requestText(draft)).replaceAll("'", "'\\''");
  return `curl '${origin}/worker/runs' \\
  -H "Authorization: Bearer ${PLACEHOLDER}" \\
  -H 'Content-Type: application/json' \\
  -d '${json}'
`;
};

/** Whether a script that holds the JSON as a value sends the same: long numbers and the name of a prototype would not. */
const survives = (json) => !json.includes('__proto__') && pretty(JSON.stringify(JSON.parse(json))) === json;

/** As a script calls it: the key or token comes from where the script has it. */
const javascript = (draft, origin) => {
  const json = pretty(requestText(draft));
  const content = survives(json) ? `JSON.stringify(${indented(json, 2).trimStart()})` : quoted(json);
  return `const answer = await fetch(${quoted(`${origin}/worker/runs`)}, {
  method: 'POST',
  headers: { Authorization: \`Bearer \${key}\`, 'Content-Type': 'application/json' },
  body: ${content},
});
if (!answer.ok) throw new Error((await answer.json()).detail);
const ${draft.wait ? 'result' : 'run'} = await answer.json();
`;
};

/** How an activity without faults can be copied, by the word for it; none holds a credential. */
export const FORMATS = { yaml, curl, javascript };
