import { isTimeout } from '../activity/activity-draft.js';
import { numberFault, written } from './parameter-draft.js';
import { elementTexts, memberText } from '../parts/json-text.js';
import { savedWords } from './words-saved.js';

const { faults } = savedWords.values;

/**
 * The parameters that a run gives values for, in their order.
 * @param {string} text the activity as JSON text
 * @returns {object[]} `name`, `type`, `required`, `choices` as JSON texts or null, `ifMissing` as people write it or null, and the
 *   constraints
 */
export const askedFor = (text) => {
  const parameters = memberText(text, 'parameters');
  return Object.entries(JSON.parse(parameters)).map(([name, parameter]) => {
    const whole = memberText(parameters, name);
    const plain = (field) => (field in parameter ? memberText(whole, field) : null);
    return {
      name,
      type: parameter.type,
      required: parameter.required === true,
      choices: choicesOf(parameter, plain),
      ifMissing: 'default' in parameter ? written(plain('default')) : null,
      minimum: plain('minimum'),
      maximum: plain('maximum'),
      minLength: parameter.minLength ?? null,
      maxLength: parameter.maxLength ?? null,
      pattern: parameter.pattern ?? null,
    };
  });
};

const choicesOf = (parameter, plain) => {
  if (parameter.enum) return elementTexts(plain('enum'));
  return parameter.type === 'boolean' ? ['true', 'false'] : null;
};

/** What stands in the fields at first: nothing, which takes the defaults. */
export const blankValues = () => ({ values: {}, timeout: '', wait: '' });

/** One value as JSON text; undefined where none is given. */
const valueText = (parameter, typed = '') => {
  if (typed === '') return undefined;
  if (parameter.choices) return typed;
  return parameter.type === 'string' ? JSON.stringify(typed) : typed.trim();
};

/** The values that are given, as JSON text of an object. */
export const valuesText = (asked, { values }) => {
  const given = asked.map((parameter) => [parameter.name, valueText(parameter, values[parameter.name])]);
  return `{${given.filter(([, value]) => value !== undefined).map(([name, value]) => `${JSON.stringify(name)}:${value}`)}}`;
};

/** What the worker is sent, as JSON text. */
export const runText = (name, asked, draft) => {
  const parts = [`"activity":${JSON.stringify(name)}`, `"parameters":${valuesText(asked, draft)}`];
  if (draft.timeout.trim()) parts.push(`"timeout":${Number(draft.timeout)}`);
  if (draft.wait) parts.push(`"waitForResult":${draft.wait}`);
  return `{${parts}}`;
};

/** All that is wrong, by field id. The server looks again, and at more. */
export const valueFaults = (asked, draft) => {
  const found = asked.map((parameter, row) => [`value-${row}`, valueFault(parameter, draft.values[parameter.name] ?? '')]);
  if (draft.timeout.trim() && !isTimeout(draft.timeout)) found.push(['run-timeout', faults.timeout]);
  return new Map(found.filter(([, fault]) => fault));
};

const valueFault = ({ type, required, choices, ifMissing }, typed) => {
  if (typed === '') return required && ifMissing === null ? faults.missing : '';
  if (choices || type === 'string') return '';
  return numberFault(typed.trim(), type) ? faults[type === 'integer' ? 'whole' : 'number'] : '';
};

/** The id of the field that a pointer of the API's errors is about; undefined where it is none of these. */
export const valueField = (pointer, asked) => {
  const [, name] = pointer.match(/^\/parameters\/(.+)$/) ?? [];
  const row = asked.findIndex((parameter) => parameter.name === name);
  if (row >= 0) return `value-${row}`;
  return { '/timeout': 'run-timeout', '/waitForResult': 'run-wait' }[pointer];
};
