import { html, nothing } from 'lit';
import { faultText, keptText, textInput } from './fields.js';
import { icon } from './icon.js';
import { words } from '../words.js';

/**
 * Rows of additional headers. `change` is told the new rows; `faults` are by field id.
 * @param {{rows: object[], change: (rows: object[]) => void, faults: Map<string, string>, leave: (id: string) => void,
 *   secrets?: boolean, disabled?: boolean, isKept?: (row: object) => boolean, focus: (id: string) => void}} options
 */
export const headerRows = (options) => {
  const { rows, change, focus, disabled } = options;
  const add = () => {
    change([...rows, { name: '', value: '', secret: false, kept: null }]);
    focus(`#header-${rows.length}-name`);
  };
  return html`<fieldset class="field headers">
    <legend>${words.headers.title}</legend>
    ${rows.length ? nothing : html`<p class="help">${words.headers.none}</p>`}
    ${rows.map((row, index) => headerRow(row, index, options))}
    ${disabled
      ? nothing
      : html`<button type="button" id="header-add" class="btn btn-secondary btn-sm" @click=${add}>
            ${icon('plus-lg')}<span>${words.headers.add}</span></button
          >${faultText('header-add', options.faults.get('header-add'))}`}
  </fieldset>`;
};

const headerRow = (row, index, options) => {
  const { rows, change, faults, leave, secrets, disabled, focus } = options;
  const id = `header-${index}`;
  const set = (values) => change(rows.map((other) => (other === row ? { ...other, ...values } : other)));
  const remove = () => {
    change(rows.filter((other) => other !== row));
    focus('#header-add');
  };
  return html`<div class="header-row">
    ${textInput({
      id: `${id}-name`,
      name: words.headers.nameOf(index + 1),
      placeholder: words.headers.name,
      kind: 'mono header-name',
      value: row.name,
      disabled,
      fault: faults.get(`${id}-name`),
      input: (name) => set({ name }),
      leave: () => leave(`${id}-name`),
    })}
    ${valueOf(row, index, options, set)}
    ${secrets
      ? html`<label class="choice header-secret">
          <input
            type="checkbox"
            class="form-check-input"
            .checked=${row.secret}
            ?disabled=${disabled}
            aria-label=${words.headers.secretOf(index + 1)}
            @change=${(event) => set({ secret: event.target.checked })}
          /><span aria-hidden="true">${words.headers.secret}</span></label
        >`
      : nothing}
    ${disabled
      ? nothing
      : html`<button type="button" class="icon-button" aria-label=${words.headers.remove(row.name || index + 1)} @click=${remove}>
          ${icon('x-lg')}
        </button>`}
    <div class="header-faults">
      ${faultText(`${id}-name`, faults.get(`${id}-name`))}${faultText(`${id}-value`, faults.get(`${id}-value`))}
    </div>
  </div>`;
};

const valueOf = (row, index, { faults, leave, isKept, disabled, focus }, set) => {
  const id = `header-${index}-value`;
  if (row.secret && !row.replacing && isKept?.(row)) {
    const replace = () => {
      set({ replacing: true });
      focus(`#${id}`);
    };
    return html`<div class="kept header-value">
      <span>${keptText(row.kept.changedAt, row.kept)}</span>
      ${disabled
        ? nothing
        : html`<button type="button" class="btn btn-secondary btn-sm" @click=${replace}>
            ${words.secrets.replace}<span class="visually-hidden"> ${row.name}</span>
          </button>`}
    </div>`;
  }
  return textInput({
    id,
    name: words.headers.valueOf(index + 1),
    placeholder: words.headers.value,
    kind: 'mono header-value',
    type: row.secret ? 'password' : 'text',
    value: row.value,
    disabled,
    fault: faults.get(id),
    input: (value) => set({ value }),
    leave: () => leave(id),
  });
};
