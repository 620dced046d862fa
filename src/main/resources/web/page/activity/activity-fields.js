import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { completed, hasBody, METHODS } from './activity-draft.js';
import { breakable } from '../parts/breakable.js';
import { connectorField } from '../apps/connector-field.js';
import { faultText, left, radios, selectField, selectInput, textField } from '../parts/fields.js';
import { headerRows } from '../parts/header-rows.js';
import { jsonFault, pretty } from '../parts/json-text.js';
import { words } from '../words.js';

const text = words.activity;

/**
 * The seven fields, in their order.
 * @param {{apps: object[] | null, draft: object, faults: Map<string, string>, choose: Function, set: Function,
 *   leave: Function, focus: Function, disabled?: boolean, timeoutHelp?: object}} state
 */
export const activityFields = (state) => {
  const { draft, faults, set, leave, focus, disabled } = state;
  return html`${connectorField(state)}
    <div class="request-line">
      ${selectField({
        id: 'method',
        label: text.method,
        kind: 'mono',
        value: draft.method,
        choices: METHODS.map((method) => [method, method]),
        change: (method) => set({ method }),
        disabled,
      })}
      ${textField({
        id: 'path',
        label: text.path,
        kind: 'mono',
        help: address(state),
        value: draft.path,
        fault: faults.get('path'),
        input: (path) => set({ path }),
        leave: () => leave('path'),
        disabled,
      })}
    </div>
    ${headerRows({ rows: draft.headers, change: (headers) => set({ headers }), faults, leave, focus, disabled })} ${body(state)}
    <div class="pair">${timeout(state)}${wait(state)}</div>`;
};

/** Where the call would go. */
const address = ({ apps, draft }) => {
  const { domain } = apps?.find((app) => app.name === draft.connector) ?? {};
  if (!domain) return text.pathHelp;
  return html`<span class="visually-hidden">${text.address}: </span><span class="mono">${breakable(domain + completed(draft.path))}</span>`;
};

const body = ({ draft, faults, set, leave, disabled }) => {
  if (!hasBody(draft.method)) {
    return html`<div class="field">
      <span class="label">${text.body}</span>
      <p class="help">${text.noBody(draft.method)}</p>
    </div>`;
  }
  const fault = faults.get('body');
  const json = draft.bodyKind === 'json';
  return html`<div class="field">
    <div class="label-line">
      <label for="body">${text.body}</label>
      <span class="gap"></span>
      ${json && !disabled
        ? html`<button
            type="button"
            class="btn btn-link btn-sm"
            @click=${() => (jsonFault(draft.body) ? leave('body') : set({ body: pretty(draft.body) }))}
          >
            ${text.format}
          </button>`
        : nothing}
      <label class="visually-hidden" for="body-kind">${text.bodyAs}</label>
      ${selectInput({
        id: 'body-kind',
        kind: 'form-select-sm',
        value: draft.bodyKind,
        choices: Object.entries(text.bodyKinds),
        change: (bodyKind) => {
          set({ bodyKind });
          leave('body');
        },
        disabled,
      })}
    </div>
    <textarea
      id="body"
      class="form-control mono ${fault ? 'is-invalid' : ''}"
      rows="6"
      spellcheck="false"
      autocapitalize="off"
      .value=${live(draft.body)}
      ?disabled=${disabled}
      aria-invalid=${fault ? 'true' : nothing}
      aria-describedby="body-help${fault ? ' body-fault' : ''}"
      @input=${(event) => set({ body: event.target.value })}
      @blur=${() => left(() => leave('body'))}
    ></textarea>
    <p id="body-help" class="help">${text.bodyHelp[draft.bodyKind]}</p>
    ${faultText('body', fault)}
  </div>`;
};

const timeout = ({ draft, faults, set, leave, disabled, timeoutHelp = text.timeoutHelp }) =>
  textField({
    id: 'timeout',
    label: text.timeout,
    help: timeoutHelp[draft.wait],
    disabled,
    inputmode: 'numeric',
    value: draft.timeout,
    fault: faults.get('timeout'),
    input: (value) => set({ timeout: value }),
    leave: () => leave('timeout'),
  });

const wait = ({ draft, set, disabled }) =>
  radios({
    id: 'wait',
    label: text.wait,
    name: 'wait',
    value: String(draft.wait),
    choices: Object.entries(text.waitChoices),
    change: (value) => set({ wait: value === 'true' }),
    help: text.waitHelp[draft.wait],
    disabled,
  });
