import { elementTexts, memberText } from '../parts/json-text.js';
import { savedWords } from './words-saved.js';

const { faults } = savedWords.parameters;
const NAME = /^[A-Za-z_][A-Za-z0-9_-]{0,62}$/;
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
const WHOLE = /^-?(0|[1-9]\d*)$/;

/** The constraints that fit each type. */
export const CONSTRAINTS = {
  string: ['enum', 'minLength', 'maxLength', 'pattern'],
  integer: ['enum', 'minimum', 'maximum'],
  number: ['enum', 'minimum', 'maximum'],
  boolean: [],
};

/** A parameter as the form holds it: texts, as they were typed. */
export const blankParameter = (name = '') => ({
  name,
  type: 'string',
  required: true,
  default: '',
  enum: '',
  minimum: '',
  maximum: '',
  minLength: '',
  maxLength: '',
  pattern: '',
});

/** Why a text is no number of that type; empty where it is one. */
export const numberFault = (text, type) => {
  if (type === 'integer') return WHOLE.test(text) ? '' : faults.whole;
  return NUMBER.test(text) ? '' : faults.number;
};

/** A value as people write it: a text without quotes, unless it would be read as something else. */
export const written = (json) => {
  if (json[0] !== '"') return json;
  const text = JSON.parse(json);
  return text === '' || /^["\s]|\s$|[\r\n]/.test(text) ? json : text;
};

/** The same as JSON; undefined where it is no value of the type. */
const valueOf = (text, type) => {
  if (type === 'string') return text.startsWith('"') ? quotedOf(text) : JSON.stringify(text);
  const plain = text.trim();
  if (type === 'boolean') return ['true', 'false'].includes(plain) ? plain : undefined;
  return numberFault(plain, type) ? undefined : plain;
};

const quotedOf = (text) => {
  try {
    return typeof JSON.parse(text) === 'string' ? text.trim() : undefined;
  } catch {
    return undefined;
  }
};

const linesOf = (text) => text.split('\n').filter((line) => line !== '');

/**
 * The parameters of an activity.
 * @param {string} text its `parameters` as JSON text: numbers keep every digit
 */
export const parametersOf = (text) =>
  Object.entries(JSON.parse(text)).map(([name, parameter]) => {
    const whole = memberText(text, name);
    const plain = (field) => (field in parameter ? memberText(whole, field) : '');
    return {
      ...blankParameter(name),
      type: parameter.type,
      required: parameter.required === true,
      default: 'default' in parameter ? written(plain('default')) : '',
      enum: 'enum' in parameter ? elementTexts(plain('enum')).map(written).join('\n') : '',
      minimum: plain('minimum'),
      maximum: plain('maximum'),
      minLength: plain('minLength'),
      maxLength: plain('maxLength'),
      pattern: parameter.pattern ?? '',
    };
  });

/** One parameter as JSON text; it has no faults. */
const parameterText = (parameter) => {
  const { type } = parameter;
  const fits = (field) => CONSTRAINTS[type].includes(field) && parameter[field].trim() !== '';
  const parts = [`"type":${JSON.stringify(type)}`];
  if (fits('enum')) parts.push(`"enum":[${linesOf(parameter.enum).map((line) => valueOf(line, type))}]`);
  if (parameter.default !== '') parts.push(`"default":${valueOf(parameter.default, type)}`);
  for (const field of ['minimum', 'maximum', 'minLength', 'maxLength']) {
    if (fits(field)) parts.push(`"${field}":${parameter[field].trim()}`);
  }
  if (fits('pattern')) parts.push(`"pattern":${JSON.stringify(parameter.pattern)}`);
  if (parameter.required) parts.push('"required":true');
  return `{${parts}}`;
};

/** All of them as JSON text. */
export const parametersText = (parameters) =>
  `{${parameters.map((one) => `${JSON.stringify(one.name.trim())}:${parameterText(one)}`)}}`;

/** What is wrong with the rows, by field id, in their order. */
export const parameterFaults = (parameters) => parameters.flatMap((one, row) => faultsOf(one, row, parameters));

const faultsOf = (parameter, row, all) => {
  const { type } = parameter;
  const found = [];
  const told = (field, fault) => fault && found.push([`param-${row}-${field}`, fault]);
  told('name', nameFault(parameter.name.trim(), row, all));
  if (parameter.default !== '' && valueOf(parameter.default, type) === undefined) {
    told('default', type === 'string' ? faults.quotes : numberFault(parameter.default.trim(), type));
  }
  for (const field of CONSTRAINTS[type]) {
    const text = parameter[field].trim();
    if (text === '' || field === 'pattern') continue;
    if (field === 'enum') told(field, enumFault(parameter.enum, type));
    else told(field, numberFault(text, type === 'number' ? 'number' : field.endsWith('Length') ? 'integer' : type));
  }
  return found;
};

const nameFault = (name, row, all) => {
  if (!name) return faults.noName;
  if (!NAME.test(name)) return faults.badName;
  return all.findIndex((other) => other.name.trim() === name) < row ? faults.twice : '';
};

const enumFault = (text, type) => {
  const wrong = linesOf(text).findIndex((line) => valueOf(line, type) === undefined);
  return wrong < 0 ? '' : faults.line(wrong + 1);
};

/** Names that a request mentions as parameters, and that are none yet. */
export const mentioned = ({ path, headers, body, parameters }) => {
  const names = new Set([...path.matchAll(/\{([A-Za-z_][A-Za-z0-9_-]{0,62})\}/g)].map(([, name]) => name));
  for (const text of [...headers.map(({ value }) => value), body]) {
    for (const [, name] of text.matchAll(/\{\{([A-Za-z_][A-Za-z0-9_-]{0,62})\}\}/g)) names.add(name);
  }
  parameters.forEach(({ name }) => names.delete(name.trim()));
  return [...names];
};
