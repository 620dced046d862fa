import { words } from '../words.js';

const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}$/;

/**
 * What is wrong with the name of a header row; empty where it is right.
 * @param {{name: string}[]} rows
 * @param {number} index
 */
export const headerNameFault = (rows, index) => {
  const name = rows[index].name.trim();
  if (!name) return words.headers.noName;
  if (!HEADER_NAME.test(name)) return words.headers.badName;
  const twin = rows.findIndex((other) => other.name.trim().toLowerCase() === name.toLowerCase());
  return twin < index ? words.headers.twice : '';
};

/** What the summary calls a field of the rows, by its id. */
export const headerLabel = (id) => {
  const [, row, part] = id.split('-');
  if (row === 'add') return words.headers.title;
  return part === 'value' ? words.headers.valueOf(Number(row) + 1) : words.headers.nameOf(Number(row) + 1);
};
