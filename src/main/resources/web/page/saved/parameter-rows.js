import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { faultText, left, selectInput, textField, textInput } from '../parts/fields.js';
import { icon } from '../parts/icon.js';
import { blankParameter, CONSTRAINTS } from './parameter-draft.js';
import { savedWords } from './words-saved.js';

const text = savedWords.parameters;

/**
 * Rows of parameters. `change` is told the new rows; `faults` are by field id; `offered` are names that the request mentions.
 * @param {{rows: object[], change: (rows: object[]) => void, offered: string[], faults: Map<string, string>,
 *   leave: (id: string) => void, focus: (selector: string) => void, disabled?: boolean}} options
 */
export const parameterRows = (options) => {
  const { rows, change, focus, disabled, faults } = options;
  const add = (name = '') => {
    change([...rows, blankParameter(name)]);
    focus(`#param-${rows.length}-${name ? 'type' : 'name'}`);
  };
  return html`<fieldset class="field headers parameters">
    <legend>${text.title}</legend>
    <p class="help parameters-help">${rows.length ? text.help : text.none}</p>
    ${rows.map((row, index) => parameterRow(row, index, options))}
    ${disabled
      ? nothing
      : html`${offers(options.offered, add)}
          <button type="button" id="param-add" class="btn btn-secondary btn-sm" @click=${() => add()}>
            ${icon('plus-lg')}<span>${text.add}</span></button
          >${faultText('param-add', faults.get('param-add'))}`}
  </fieldset>`;
};

const offers = (names, add) => {
  if (!names.length) return nothing;
  return html`<div class="offers" role="group" aria-label=${text.offered}>
    <span class="help">${text.offered}</span>
    ${names.map(
      (name) => html`<button type="button" class="btn btn-secondary btn-sm" aria-label=${text.offer(name)} @click=${() => add(name)}>
        ${icon('plus-lg')}<span class="mono">${name}</span>
      </button>`,
    )}
  </div>`;
};

const parameterRow = (row, index, options) => {
  const { rows, change, faults, leave, focus, disabled } = options;
  const id = (field) => `param-${index}-${field}`;
  const set = (values) => change(rows.map((other) => (other === row ? { ...other, ...values } : other)));
  const remove = () => {
    change(rows.filter((other) => other !== row));
    focus('#param-add');
  };
  return html`<div class="parameter">
    <div class="parameter-row">
      ${textInput({
        id: id('name'),
        name: text.nameOf(index + 1),
        placeholder: text.name,
        kind: 'mono parameter-name',
        value: row.name,
        disabled,
        fault: faults.get(id('name')),
        input: (name) => set({ name }),
        leave: () => leave(id('name')),
      })}
      ${selectInput({
        id: id('type'),
        name: text.typeOf(index + 1),
        kind: 'parameter-type',
        value: row.type,
        choices: Object.entries(text.types),
        disabled,
        fault: faults.get(id('type')),
        change: (type) => set({ type, default: '' }),
      })}
      ${defaultOf(row, index, options, set)}
      <label class="choice parameter-required">
        <input
          type="checkbox"
          id=${id('required')}
          class="form-check-input"
          .checked=${live(row.required)}
          ?disabled=${disabled}
          aria-label=${text.requiredOf(index + 1)}
          @change=${(event) => set({ required: event.target.checked })}
        /><span aria-hidden="true">${text.required}</span></label
      >
      ${disabled
        ? nothing
        : html`<button type="button" class="icon-button" aria-label=${text.remove(row.name || index + 1)} @click=${remove}>
            ${icon('x-lg')}
          </button>`}
      <div class="header-faults">${['name', 'type', 'default'].map((field) => faultText(id(field), faults.get(id(field))))}</div>
    </div>
    ${CONSTRAINTS[row.type].length ? constraints(row, index, options, set) : nothing}
  </div>`;
};

const defaultOf = (row, index, { faults, leave, disabled }, set) => {
  const id = `param-${index}-default`;
  const common = { id, name: text.defaultOf(index + 1), kind: 'parameter-default', value: row.default, disabled, fault: faults.get(id) };
  if (row.type === 'boolean') {
    return selectInput({
      ...common,
      choices: [['', text.noDefault], ...Object.entries(savedWords.values.booleans)],
      change: (value) => set({ default: value }),
    });
  }
  return textInput({
    ...common,
    kind: 'mono parameter-default',
    placeholder: text.default,
    input: (value) => set({ default: value }),
    leave: () => leave(id),
  });
};

const constraints = (row, index, options, set) => {
  const fields = CONSTRAINTS[row.type];
  const given = fields.filter((field) => row[field].trim());
  const isWrong = fields.some((field) => options.faults.has(`param-${index}-${field}`));
  return html`<details class="limits constraints" ?open=${isWrong}>
    <summary aria-label=${[text.constraintsOf(row.name || index + 1), ...given.map((field) => text[field])].join(', ')}>
      ${icon('chevron-right')}<span>${text.constraints}</span>
      ${given.length ? html`<span class="muted small">${given.map((field) => text[field]).join(', ')}</span>` : nothing}
    </summary>
    <fieldset>
      <legend class="visually-hidden">${text.constraintsOf(row.name || index + 1)}</legend>
      <div class="pair">${fields.filter((field) => field !== 'enum').map((field) => constraint(row, index, field, options, set))}</div>
      ${allowedValues(row, index, options, set)}
    </fieldset>
  </details>`;
};

/** Short to the eye; whoever hears it alone is told of which parameter. */
const labelOf = (field, index) => html`${text[field]}<span class="visually-hidden">${text.of(index + 1)}</span>`;

const constraint = (row, index, field, { faults, leave, disabled }, set) => {
  const id = `param-${index}-${field}`;
  return textField({
    id,
    label: labelOf(field, index),
    kind: 'mono',
    inputmode: field === 'pattern' ? undefined : 'decimal',
    help: field === 'pattern' ? text.patternHelp : undefined,
    value: row[field],
    disabled,
    fault: faults.get(id),
    input: (value) => set({ [field]: value }),
    leave: () => leave(id),
  });
};

const allowedValues = (row, index, { faults, leave, disabled }, set) => {
  const id = `param-${index}-enum`;
  const fault = faults.get(id);
  return html`<div class="field">
    <label for=${id}>${labelOf('enum', index)}</label>
    <textarea
      id=${id}
      class="form-control mono ${fault ? 'is-invalid' : ''}"
      rows="2"
      spellcheck="false"
      autocapitalize="off"
      ?disabled=${disabled}
      .value=${live(row.enum)}
      aria-invalid=${fault ? 'true' : nothing}
      aria-describedby="${id}-help${fault ? ` ${id}-fault` : ''}"
      @input=${(event) => set({ enum: event.target.value })}
      @blur=${() => left(() => leave(id))}
    ></textarea>
    <p id="${id}-help" class="help">${text.enumHelp}</p>
    ${faultText(id, fault)}
  </div>`;
};
