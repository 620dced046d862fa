import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { breakable } from './breakable.js';
import { sentence } from './sentences.js';
import { ago } from './times.js';
import { words } from '../words.js';

let pressed = false;
addEventListener('pointerdown', () => (pressed = true), true);
for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => (pressed = false), true);

/**
 * Judges a field that was left, but not while a mouse button is down: what the judgement shows or hides would move the very
 * button away that is being pressed.
 * @param {(() => void) | undefined} leave
 */
export const left = (leave) => {
  if (!leave) return;
  if (pressed) addEventListener('pointerup', () => setTimeout(leave), { once: true });
  else leave();
};

const described = (id, help, fault) => [help ? `${id}-help` : '', fault ? `${id}-fault` : ''].filter(Boolean).join(' ') || nothing;

/** A label, what is below it, its help and its fault. */
export const field = ({ id, label, help, fault, required, disabled }, control) =>
  html`<div class="field">
    <label for=${id}>${label}${required && !disabled ? html` <span class="required">${words.form.required}</span>` : nothing}</label>
    ${control}${help ? html`<p id="${id}-help" class="help">${help}</p>` : nothing}${faultText(id, fault)}
  </div>`;

/** What is wrong with a field, under it. */
export const faultText = (id, fault) => (fault ? html`<p id="${id}-fault" class="fault">${sentence(fault)}</p>` : nothing);

/**
 * A field for a text.
 * @param {{id: string, label: string, value: string, input: (text: string) => void, leave?: () => void, fault?: string,
 *   help?: unknown, required?: boolean, type?: string, kind?: string, list?: string, disabled?: boolean,
 *   placeholder?: string}} options
 */
export const textField = (options) => field(options, textInput(options));

/** The input of a text field alone, for rows that have their labels elsewhere: `name` is then what it is called. */
export const textInput = (options) => (options.lines ? linesInput(options) : lineInput(options));

/** For a text of several lines; a secret one is not shown while it is given. */
const linesInput = ({ id, value, input, leave, fault, help, required, type, disabled }) =>
  html`<textarea
    id=${id}
    class="form-control mono ${type === 'password' ? 'concealed' : ''} ${fault ? 'is-invalid' : ''}"
    rows="4"
    .value=${live(value)}
    autocomplete="off"
    autocapitalize="off"
    spellcheck="false"
    ?disabled=${disabled}
    aria-required=${required ? 'true' : nothing}
    aria-invalid=${fault ? 'true' : nothing}
    aria-describedby=${described(id, help, fault)}
    @input=${(event) => input(event.target.value)}
    @blur=${() => left(leave)}
  ></textarea>`;

const lineInput = ({ id, value, input, leave, fault, help, required, type = 'text', kind = '', list, disabled, name, inputmode, placeholder }) =>
  html`<input
    id=${id}
    class="form-control ${kind} ${fault ? 'is-invalid' : ''}"
    type=${type}
    .value=${live(value)}
    placeholder=${placeholder ?? nothing}
    inputmode=${inputmode ?? nothing}
    autocomplete=${type === 'password' ? 'new-password' : 'off'}
    autocapitalize="off"
    spellcheck="false"
    list=${list ?? nothing}
    ?disabled=${disabled}
    aria-label=${name ?? nothing}
    aria-required=${required ? 'true' : nothing}
    aria-invalid=${fault ? 'true' : nothing}
    aria-describedby=${described(id, help, fault)}
    @input=${(event) => input(event.target.value)}
    @blur=${() => left(leave)}
  />`;

/** A choice from a list. */
export const selectField = (options) => field(options, selectInput(options));

/** @param {{id: string, value: string, choices: [string, string][], change: (value: string) => void, name?: string}} options */
export const selectInput = ({ id, value, choices, change, fault, help, disabled, name, kind = '' }) =>
  html`<select
    id=${id}
    class="form-select ${kind} ${fault ? 'is-invalid' : ''}"
    ?disabled=${disabled}
    aria-label=${name ?? nothing}
    aria-invalid=${fault ? 'true' : nothing}
    aria-describedby=${described(id, help, fault)}
    @change=${(event) => change(event.target.value)}
  >
    ${choices.map(([choice, label]) => html`<option value=${choice} ?selected=${choice === value}>${label}</option>`)}
  </select>`;

/** A row of radios under one heading. */
export const radios = ({ id, label, name, value, choices, change, help, disabled, after }) =>
  html`<fieldset class="field" id=${id} tabindex="-1" aria-describedby=${help ? `${id}-help` : nothing}>
    <legend>${label}</legend>
    <div class="choices">
      ${choices.map(
        ([choice, text]) => html`<label class="choice">
          <input
            type="radio"
            class="form-check-input"
            name=${name}
            value=${choice}
            ?disabled=${disabled}
            .checked=${live(choice === value)}
            @change=${() => change(choice)}
          /><span>${text}</span></label
        >`,
      )}${after ?? nothing}
    </div>
    ${help ? html`<p id="${id}-help" class="help">${help}</p>` : nothing}
  </fieldset>`;

/**
 * Since when a kept secret is set, or where it is read.
 * @param {string} since
 * @param {{set: boolean, fromEnv?: string, fromFile?: string}} [source] what the API shows in its place
 */
export const keptText = (since, source) =>
  source?.fromEnv || source?.fromFile ? breakable(words.secrets.from(source)) : html`${words.secrets.set} ${ago(since)}`;

/**
 * A secret: it can be given, never read. A kept one shows since when it is set.
 * @param {{id: string, label: string, value: string, keptSince: string | null, replacing: boolean, lost?: boolean, lines?: boolean, optional?: boolean,
 *   replace: () => void, keep: () => void, input: Function, leave: Function, fault?: string, disabled?: boolean}} options
 */
export const secretField = (options) => {
  const { id, label, keptSince, source, replacing, lost, replace, keep, disabled } = options;
  if (keptSince && !replacing) {
    return html`<div class="field">
      <span class="label" id="${id}-label">${label}</span>
      <div class="kept">
        <span>${keptText(keptSince, source)}</span>
        ${disabled
          ? nothing
          : html`<button type="button" id=${id} class="btn btn-secondary btn-sm" aria-describedby="${id}-label" @click=${replace}>
              ${words.secrets.replace}
            </button>`}
      </div>
    </div>`;
  }
  const help = keptSince
    ? html`${words.secrets.replaceHelp}
        <button type="button" class="btn btn-link btn-sm" @click=${keep}>${words.secrets.keep}</button>`
    : lost
      ? words.secrets.again
      : options.help;
  return textField({ ...options, help, type: 'password', required: !keptSince && !options.optional });
};
