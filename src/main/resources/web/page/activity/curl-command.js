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
const DATA = ['-d', '--data', '--data-raw', '--data-binary', '--data-ascii', '--data-urlencode', '--json'];
/** Those of which nothing arrives, with their values. */
const WITH_VALUE =
  /^(-[AbueoFmxwcEKTCDrPtyYzQ]|--(user-agent|cookie|cookie-jar|user|output|referer|form|form-string|max-time|proxy|write-out|cacert|cert|cert-type|key|resolve|connect-to|connect-timeout|retry|retry-delay|retry-max-time|interface|limit-rate|upload-file|config|ciphers|tls-max|max-redirs|noproxy|unix-socket|range|oauth2-bearer|aws-sigv4))$/;
/** Of these the person is told. */
const TOLD = {
  '-b': 'Cookie',
  '--cookie': 'Cookie',
  '-u': 'Authorization',
  '--user': 'Authorization',
  '--oauth2-bearer': 'Authorization',
  '-F': '--form',
  '--form': '--form',
  '-T': '--upload-file',
  '--upload-file': '--upload-file',
};

/**
 * What a cURL command would send.
 * @param {string} command
 * @returns {{url: URL, method: string, headers: [string, string][], body: string, dropped: string[]} | null} null where the
 *   text is no such command, or names no address
 */
export const parseCurl = (command) => {
  const [program, ...given] = wordsOf(command.trim());
  if (program !== 'curl') return null;
  const call = { urls: [], method: '', inQuery: false, headers: [], bodies: [], dropped: [] };
  for (let at = 0; at < given.length; at++) {
    const [, option, joined] = given[at].match(/^(--[a-z-]+)=(.*)$/s) ?? given[at].match(/^(-[XHdAbuFoem])(.+)$/s) ?? [null, given[at]];
    const value = () => joined ?? given[++at] ?? '';
    if (LONG[option] === 'header') addHeader(call, value());
    else if (LONG[option] === 'url') call.urls.push(value());
    else if (LONG[option]) call.method = value();
    else if (DATA.includes(option)) addData(call, option, value());
    else if (option === '-I' || option === '--head') call.method = 'HEAD';
    else if (option === '-G' || option === '--get') call.inQuery = true;
    else if (WITH_VALUE.test(option)) addDropped(call, option, value());
    else if (!option.startsWith('-')) call.urls.push(option);
  }
  return sent(call);
};

const sent = ({ urls, method, inQuery, headers, bodies, dropped }) => {
  const address = urls.find((one) => /^[a-z]+:\/\//i.test(one)) ?? (urls[0] && `https://${urls[0]}`);
  if (!address || !URL.canParse(address)) return null;
  const url = new URL(address);
  const data = bodies.join('&');
  if (inQuery) url.search = [url.search.slice(1), data].filter(Boolean).join('&');
  const body = inQuery ? '' : data;
  if (body && !isJson(body) && !headers.some(([name]) => name.toLowerCase() === 'content-type')) {
    headers.push(['Content-Type', 'application/x-www-form-urlencoded']);
  }
  return { url, method: method.toUpperCase() || (body ? 'POST' : 'GET'), headers, body, dropped: [...new Set(dropped)] };
};

const isJson = (text) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const addHeader = (call, line) => {
  const [, name, value] = line.match(/^([^:]+):\s*(.*)$/s) ?? [];
  if (!name) return;
  if (DROPPED.test(name)) call.dropped.push(name);
  else call.headers.push([name, value]);
};

const addData = (call, option, value) => {
  // A file of the other machine, which is not here.
  if (value.startsWith('@') && option !== '--data-raw') call.dropped.push(value);
  else call.bodies.push(option === '--data-urlencode' ? encodedPair(value) : value);
  if (option === '--json') call.headers.push(['Content-Type', 'application/json'], ['Accept', 'application/json']);
};

/** `name=text` with the text encoded, as cURL does. */
const encodedPair = (value) => {
  const [, name, text] = value.match(/^([^=]*=)?(.*)$/s);
  return (name === '=' ? '' : (name ?? '')) + encodeURIComponent(text);
};

const addDropped = (call, option) => {
  if (TOLD[option]) call.dropped.push(TOLD[option]);
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
