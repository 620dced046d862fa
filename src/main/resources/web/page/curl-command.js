/** What a browser adds to a copied command, and the connector's own credential: none of it is the activity's. */
const DROPPED = /^(accept-encoding|cookie|host|content-length|origin|authorization|sec-.*)$/i;

/** The words of a command as a shell splits them; empty where it has no end. */
const wordsOf = (command) => {
  const text = command.replace(/\\\r?\n/g, ' ');
  const found = [];
  let word = null;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (/\s/.test(sign)) {
      if (word !== null) found.push(word);
      word = null;
    } else if (sign === "'" || (sign === '$' && text[at + 1] === "'")) {
      const escapes = sign === '$';
      const start = at + (escapes ? 2 : 1);
      let end = start;
      while (end < text.length && text[end] !== "'") end += escapes && text[end] === '\\' ? 2 : 1;
      const inside = text.slice(start, end);
      word = (word ?? '') + (escapes ? unescaped(inside) : inside);
      at = end;
    } else if (sign === '"') {
      let inside = '';
      for (at++; at < text.length && text[at] !== '"'; at++) {
        if (text[at] === '\\' && '"\\$`'.includes(text[at + 1])) at++;
        inside += text[at];
      }
      word = (word ?? '') + inside;
    } else {
      if (sign === '\\') at++;
      word = (word ?? '') + (text[at] ?? '');
    }
  }
  if (word !== null) found.push(word);
  return found;
};

const unescaped = (text) =>
  text.replace(/\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)/gs, (whole, sign) => {
    if (/^[ux]./.test(sign)) return String.fromCharCode(parseInt(sign.slice(1), 16));
    return { n: '\n', r: '\r', t: '\t' }[sign] ?? sign;
  });

const LONG = { '-X': 'method', '--request': 'method', '-H': 'header', '--header': 'header', '--url': 'url' };
const DATA = ['-d', '--data', '--data-raw', '--data-binary', '--data-ascii', '--json'];
const WITH_VALUE = ['-A', '--user-agent', '-b', '--cookie', '-u', '--user', '-o', '--output', '-e', '--referer', '-m', '--max-time', '-x', '--proxy', '-w', '-c', '--cacert', '--cert', '--key'];

/**
 * What a cURL command would send.
 * @param {string} command
 * @returns {{url: URL, method: string, headers: [string, string][], body: string, dropped: string[]} | null} null where the
 *   text is no such command, or names no address
 */
export const parseCurl = (command) => {
  const [program, ...given] = wordsOf(command.trim());
  if (program !== 'curl') return null;
  const call = { url: '', method: '', headers: [], bodies: [], dropped: [] };
  for (let at = 0; at < given.length; at++) {
    const [, option, joined] = given[at].match(/^(--[a-z-]+)=(.*)$/s) ?? given[at].match(/^(-[XHdAbu])(.+)$/s) ?? [null, given[at]];
    const value = () => joined ?? given[++at] ?? '';
    if (LONG[option] === 'header') addHeader(call, value());
    else if (LONG[option]) call[LONG[option]] = value();
    else if (DATA.includes(option)) addData(call, option, value());
    else if (option === '-I' || option === '--head') call.method = 'HEAD';
    else if (option === '-G' || option === '--get') call.method = 'GET';
    else if (WITH_VALUE.includes(option)) addDropped(call, option, value());
    else if (!option.startsWith('-')) call.url = option;
  }
  const url = /^[a-z]+:\/\//i.test(call.url) ? call.url : `https://${call.url}`;
  if (!call.url || !URL.canParse(url)) return null;
  const body = call.bodies.join('&');
  return { ...call, url: new URL(url), method: call.method.toUpperCase() || (body ? 'POST' : 'GET'), body };
};

const addHeader = (call, line) => {
  const [, name, value] = line.match(/^([^:]+):\s*(.*)$/s) ?? [];
  if (!name) return;
  if (DROPPED.test(name)) call.dropped.push(name);
  else call.headers.push([name, value]);
};

const addData = (call, option, value) => {
  call.bodies.push(value);
  if (option === '--json') call.headers.push(['Content-Type', 'application/json']);
};

const addDropped = (call, option) => {
  if (['-b', '--cookie'].includes(option)) call.dropped.push('Cookie');
  if (['-u', '--user'].includes(option)) call.dropped.push('Authorization');
};

/**
 * The connector whose address a call goes to, and the path below it.
 * @param {URL} url
 * @param {{name: string, domain?: string}[]} apps
 */
export const placeOf = (url, apps) => {
  const whole = url.pathname + url.search;
  const fitting = apps
    .filter((app) => {
      if (!app.domain || !URL.canParse(app.domain)) return false;
      const { origin, pathname } = new URL(app.domain);
      const prefix = pathname.replace(/\/$/, '');
      return origin === url.origin && (url.pathname === prefix || url.pathname.startsWith(`${prefix}/`));
    })
    .sort((a, b) => b.domain.length - a.domain.length);
  if (!fitting.length) return { connector: '', path: whole };
  const prefix = new URL(fitting[0].domain).pathname.replace(/\/$/, '');
  return { connector: fitting[0].name, path: whole.slice(prefix.length) };
};
