import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { field, left, selectField, textField } from '../parts/fields.js';
import { icon } from '../parts/icon.js';
import { written } from './parameter-draft.js';
import { savedWords } from './words-saved.js';

const text = savedWords.values;
/** Texts that may be longer get a field of several lines. */
const ONE_LINE = 120;

/**
 * A field for each parameter of a saved activity, of its type and with its constraints.
 * @param {{asked: object[], draft: object, faults: Map<string, string>, set: (values: object) => void,
 *   leave: (id: string) => void}} state
 */
export const valueFields = (state) => {
  if (!state.asked.length) return html`<p class="muted">${text.none}</p>`;
  return html`${state.asked.map((parameter, row) => valueField(parameter, `value-${row}`, state))}`;
};

const valueField = (parameter, id, { draft, faults, set, leave }) => {
  const { name, type, choices, ifMissing, required } = parameter;
  const common = {
    id,
    label: name,
    help: hints(parameter),
    value: draft.values[name] ?? '',
    required: required && ifMissing === null,
    fault: faults.get(id),
  };
  const input = (value) => set({ values: { ...draft.values, [name]: value } });
  if (choices) return selectField({ ...common, choices: [['', noChoice(parameter)], ...choices.map((one) => [one, shown(one)])], change: input });
  if (type === 'string') return longText(parameter) ? area(common, input, () => leave(id)) : textField({ ...common, input, leave: () => leave(id) });
  return textField({ ...common, kind: 'mono', inputmode: type === 'integer' ? 'numeric' : 'decimal', input, leave: () => leave(id) });
};

const longText = ({ maxLength, pattern }) => pattern === null && (maxLength === null || maxLength > ONE_LINE);

const shown = (json) => text.booleans[json] ?? written(json);

const noChoice = ({ ifMissing, required }) => {
  if (ifMissing !== null) return text.byDefault(text.booleans[ifMissing] ?? ifMissing);
  return required ? text.choose : text.notGiven;
};

const area = (common, input, leave) => {
  const { id, value, fault, help, required } = common;
  return field(
    common,
    html`<textarea
      id=${id}
      class="form-control value-text ${fault ? 'is-invalid' : ''}"
      rows="2"
      .value=${live(value)}
      aria-required=${required ? 'true' : nothing}
      aria-invalid=${fault ? 'true' : nothing}
      aria-describedby=${[help ? `${id}-help` : '', fault ? `${id}-fault` : ''].filter(Boolean).join(' ') || nothing}
      @input=${(event) => input(event.target.value)}
      @blur=${() => left(leave)}
    ></textarea>`,
  );
};

/** What the value may be, in one line. */
const hints = ({ type, choices, ifMissing, required, minimum, maximum, minLength, maxLength, pattern }) => {
  if (choices) return undefined;
  const bounds = [
    minimum !== null && text.least(minimum),
    maximum !== null && text.most(maximum),
    minLength !== null && text.shortest(minLength),
    maxLength !== null && text.longest(maxLength),
    pattern !== null && text.pattern(pattern),
  ].filter(Boolean);
  const whole = [[text.kinds[type], ...bounds].join(', ')];
  if (ifMissing !== null) whole.push(text.takesDefault(ifMissing));
  else if (!required) whole.push(text.optional);
  return whole.length > 1 ? `${whole[0]}. ${whole[1]}` : `${whole[0]}.`;
};

/**
 * What a run may have otherwise than the activity says.
 * @param {{saved: object, draft: object, faults: Map<string, string>, set: Function, leave: Function}} state `saved` the
 *   activity, as far as the caller sees it
 */
export const runOptions = ({ saved, draft, faults, set, leave }) => {
  const wrong = faults.has('run-timeout') || faults.has('run-wait');
  return html`<details class="limits" ?open=${wrong}>
    <summary>${icon('chevron-right')}<span>${text.options}</span></summary>
    <div class="pair">
      ${selectField({
        id: 'run-wait',
        label: text.wait,
        value: draft.wait,
        choices: [['', text.asSaved(saved.waitForResult)], ...Object.entries(text.booleans)],
        fault: faults.get('run-wait'),
        change: (wait) => set({ wait }),
      })}
      ${textField({
        id: 'run-timeout',
        label: text.timeout,
        help: text.timeoutHelp(saved.timeout),
        inputmode: 'numeric',
        value: draft.timeout,
        fault: faults.get('run-timeout'),
        input: (timeout) => set({ timeout }),
        leave: () => leave('run-timeout'),
      })}
    </div>
  </details>`;
};
