import { blankActivity, bodyText, completed, headersOf, requestFaults, requestField, requestLabel } from '../activity/activity-draft.js';
import { memberText } from '../parts/json-text.js';
import { parameterFaults, parametersOf, parametersText } from './parameter-draft.js';
import { words } from '../words.js';
import { savedWords } from './words-saved.js';

const { form, parameters: parameterWords } = savedWords;
const NAME = /^[a-z][a-z0-9-]{0,62}$/;

/** A saved activity as the form holds it. */
export const blankSaved = () => ({ ...blankActivity(), timeout: '', name: '', description: '', select: '', parameters: [] });

/**
 * @param {string} text the activity as the API answered with it: its body and its numbers stay as they are written
 * @returns {object} what the form holds of it
 */
export const savedDraftOf = (text) => {
  const saved = JSON.parse(text);
  const isText = typeof saved.body === 'string';
  return {
    ...blankSaved(),
    name: saved.name,
    description: saved.description,
    connector: saved.connector,
    method: saved.method,
    path: saved.path,
    headers: Object.entries(saved.headers).map(([name, value]) => ({ name, value, secret: false, kept: null })),
    bodyKind: isText ? 'text' : 'json',
    body: isText ? saved.body : saved.body === null ? '' : memberText(text, 'body'),
    timeout: saved.timeout === null ? '' : String(saved.timeout),
    wait: saved.waitForResult,
    select: saved.select ?? '',
    parameters: parametersOf(memberText(text, 'parameters')),
  };
};

/** What the API is sent, as JSON text. */
export const savedText = (draft) => {
  const fields = {
    name: draft.name.trim(),
    description: draft.description.trim(),
    connector: draft.connector,
    method: draft.method,
    path: completed(draft.path),
    headers: headersOf(draft),
    timeout: draft.timeout.trim() ? Number(draft.timeout) : null,
    waitForResult: draft.wait,
    select: draft.select.trim() || null,
  };
  const body = bodyText(draft);
  const start = JSON.stringify(fields).slice(0, -1);
  return `${start},"parameters":${parametersText(draft.parameters)}${body ? `,"body":${body}` : ''}}`;
};

/** All that is wrong, by field id, in the order of the form. The server looks again, and at more. */
export const savedFaults = (draft) => {
  const found = [];
  if (!NAME.test(draft.name.trim())) found.push(['name', form.faults.name]);
  found.push(...requestFaults(draft, { timeout: form.faults.timeout, mayBeEmpty: true }));
  found.push(...parameterFaults(draft.parameters));
  if (draft.select.trim() && !draft.select.trim().startsWith('$')) found.push(['select', form.faults.select]);
  return new Map(found);
};

/** What the summary calls a field. */
export const savedLabel = (id) => {
  const [group, row, field] = id.split('-');
  if (group !== 'param') return { name: form.name, description: form.description, select: form.select }[id] ?? requestLabel(id);
  if (row === 'add') return parameterWords.title;
  return parameterWords[field] + parameterWords.of(Number(row) + 1);
};

/** The id of the field that a pointer of the API's errors is about. */
export const savedField = (pointer, draft) => {
  const [, name, rest] = pointer.match(/^\/parameters\/([^/]+)(?:\/([^/]+).*)?$/) ?? [];
  if (!name) return pointer === '/parameters' ? 'param-add' : requestField(pointer, draft);
  const row = draft.parameters.findIndex((one) => one.name.trim() === name);
  return row < 0 ? 'param-add' : `param-${row}-${rest ?? 'name'}`;
};

/** What somebody changed of an activity, a sentence for each. */
export const savedDifferences = (before, after) => {
  const [was, is] = [savedDraftOf(before), savedDraftOf(after)];
  const { changed, headerAdded, headerRemoved, headerOf } = words.apps.form;
  const told = (label, one, other) => (one === other ? [] : [changed(label, one, other)]);
  const wait = ({ wait: waits }) => words.activity.waitChoices[waits];
  return [
    ...['name', 'description', 'connector', 'method', 'path'].flatMap((field) => told(savedLabel(field), was[field], is[field])),
    ...rows(was.headers, is.headers, [headerAdded, headerRemoved, (name, one, other) => changed(headerOf(name), one.value, other.value)]),
    ...(was.body === is.body && was.bodyKind === is.bodyKind ? [] : [form.bodyChanged]),
    ...told(words.activity.timeout, was.timeout, is.timeout),
    ...told(words.activity.wait, wait(was), wait(is)),
    ...rows(was.parameters, is.parameters, [form.parameterAdded, form.parameterRemoved, form.parameterChanged]),
    ...told(form.select, was.select, is.select),
  ];
};

const rows = (was, is, [added, removed, changed]) => {
  const named = (all, name) => all.find((row) => row.name === name);
  const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  return [
    ...is.filter(({ name }) => !named(was, name)).map(({ name }) => added(name)),
    ...was.filter(({ name }) => !named(is, name)).map(({ name }) => removed(name)),
    ...is
      .filter((row) => named(was, row.name) && !isSame(named(was, row.name), row))
      .map((row) => changed(row.name, named(was, row.name), row)),
  ];
};
