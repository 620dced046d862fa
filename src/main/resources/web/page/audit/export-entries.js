import { call } from '../api.js';
import { elementTexts, memberText } from '../parts/json-text.js';
import { pageOf } from './audit-query.js';
import { csvHead, csvLine } from './csv.js';

const PAGE = 200;

/** How a file begins, what stands for an entry in it, what is between two, and how it ends. An entry comes as its JSON text, which JSON keeps: its seal is over that. */
const FORMATS = {
  csv: { type: 'text/csv;charset=utf-8', head: csvHead(), entry: (json) => csvLine(JSON.parse(json)), between: '', end: '' },
  json: { type: 'application/json', head: '[\n', entry: (json) => json, between: ',\n', end: '\n]\n' },
};

/**
 * Fetches all entries, page by page, into a file: no more than a page is held as text at a time.
 * @param {string} format `csv` or `json`
 * @param {URLSearchParams} asked which entries
 * @param {{signal: AbortSignal, progress: (entries: number) => void}} options
 * @returns {Promise<Blob>}
 * @throws {import('../api.js').Problem} an abort is an AbortError
 */
export const exported = async (format, asked, { signal, progress }) => {
  const { type, head, entry, between, end } = FORMATS[format];
  let file = new Blob([head], { type });
  let entries = 0;
  let after = null;
  do {
    const { text, data } = await call('GET', pageOf(asked, after, PAGE), { signal });
    const page = elementTexts(memberText(text, 'items')).map(entry);
    if (page.length) file = new Blob([file, entries ? between : '', page.join(between)], { type });
    entries += page.length;
    progress(entries);
    after = data.next;
  } while (after);
  return new Blob([file, end], { type });
};
