import { html, nothing } from 'lit';
import { breakable } from './breakable.js';
import { words } from '../words.js';

/**
 * A message of the server as a sentence; the id of its rule, which it may begin or end with, stands apart.
 * @param {string} message such as `Rule P8: a segment consists of dots alone. Write the path without it.`
 * @returns {{text: string, rule: string}} the rule is empty where there is none
 */
export const sentenceOf = (message) => {
  const [, first, rest] = message.match(/^(?:Rule )?([A-Z]\d{1,2}): (.+)$/s) ?? [null, '', message];
  const [, last] = rest.match(/ \(([A-Z]\d{1,2})\)\.?$/) ?? [null, ''];
  const text = last ? rest.replace(/ \([A-Z]\d{1,2}\)(\.?)$/, '$1') : rest;
  return { text: text.charAt(0).toUpperCase() + text.slice(1), rule: first || last };
};

/** The same for the page: the rule in small print, for whoever looks it up. */
export const sentence = (message) => {
  const { text, rule } = sentenceOf(message);
  return html`${breakable(text)}${rule ? html` <small class="rule">${words.problems.rule(rule)}</small>` : nothing}`;
};
