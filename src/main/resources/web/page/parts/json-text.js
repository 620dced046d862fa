/** JSON as text: numbers keep every digit that they came with, which a parsed value would not. */

const SPACE = /[ \t\n\r]/;

const endOfString = (text, start) => {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
};

/** The place after the value that begins here. The text is valid JSON. */
const endOfValue = (text, start) => {
  if (text[start] === '"') return endOfString(text, start);
  if (!'{['.includes(text[start])) {
    let at = start;
    while (at < text.length && !',]}'.includes(text[at]) && !SPACE.test(text[at])) at++;
    return at;
  }
  let depth = 0;
  for (let at = start; ; at++) {
    if (text[at] === '"') at = endOfString(text, at) - 1;
    else if ('{['.includes(text[at])) depth++;
    else if ('}]'.includes(text[at]) && --depth === 0) return at + 1;
  }
};

/**
 * One member of an object as it is written; undefined where there is none.
 * @param {string} text valid JSON of an object
 * @param {string} name
 */
export const memberText = (text, name) => {
  let at = text.indexOf('{') + 1;
  for (;;) {
    while (SPACE.test(text[at]) || text[at] === ',') at++;
    if (text[at] !== '"') return undefined;
    const end = endOfString(text, at);
    const key = JSON.parse(text.slice(at, end));
    at = end;
    while (SPACE.test(text[at]) || text[at] === ':') at++;
    const close = endOfValue(text, at);
    if (key === name) return text.slice(at, close);
    at = close;
  }
};

/**
 * The elements of an array, each as it is written.
 * @param {string} text valid JSON of an array
 */
export const elementTexts = (text) => {
  const found = [];
  for (let at = text.indexOf('[') + 1; ; ) {
    while (SPACE.test(text[at]) || text[at] === ',') at++;
    if (text[at] === ']') return found;
    const end = endOfValue(text, at);
    found.push(text.slice(at, end));
    at = end;
  }
};

/**
 * The same JSON, one member a line.
 * @param {string} text valid JSON
 */
export const pretty = (text) => {
  const out = [];
  let depth = 0;
  const line = () => out.push('\n', '  '.repeat(depth));
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (SPACE.test(sign)) continue;
    if (sign === '"') {
      const end = endOfString(text, at);
      out.push(text.slice(at, end));
      at = end - 1;
    } else if ('{['.includes(sign)) {
      let next = at + 1;
      while (SPACE.test(text[next])) next++;
      if ('}]'.includes(text[next])) {
        out.push(sign, text[next]);
        at = next;
      } else {
        out.push(sign);
        depth++;
        line();
      }
    } else if ('}]'.includes(sign)) {
      depth--;
      line();
      out.push(sign);
    } else {
      out.push(sign === ':' ? ': ' : sign);
      if (sign === ',') line();
    }
  }
  return out.join('');
};

/**
 * Why a text is no JSON; empty where it is.
 * @param {string} text
 */
export const jsonFault = (text) => {
  try {
    JSON.parse(text);
    return '';
  } catch (failure) {
    return failure.message.replace(/\.$/, '');
  }
};
