import { html, nothing } from 'lit';
import { AUTH_TYPES, dropped, keptSecret } from './connector-draft.js';
import { radios, secretField, selectField, textField } from '../parts/fields.js';
import { icon } from '../parts/icon.js';
import { words } from '../words.js';

const { form, auth: authWord } = words.apps;
const DOTS = '••••••';

/**
 * The Auth Type and the fields that it has.
 * @param {object} state `draft`, `original`, `faults` by field id, `set` for the draft's `auth`, `setType`, `leave`,
 *   `more` whether the rarer types are shown, `showMore`, `replacing`, `setReplacing`, `disabled`
 */
export const authTypes = (state) => {
  const { draft, original, more, showMore, setType, disabled } = state;
  const shown = more || AUTH_TYPES.more.includes(draft.type) ? [...AUTH_TYPES.first, ...AUTH_TYPES.more] : AUTH_TYPES.first;
  const lost = dropped(draft, original);
  return html`${radios({
    id: 'auth-type',
    label: form.auth,
    name: 'auth-type',
    value: draft.type,
    choices: shown.map((type) => [type, authWord(type)]),
    change: setType,
    disabled,
    after:
      shown.length > AUTH_TYPES.first.length || disabled
        ? nothing
        : html`<button type="button" class="btn btn-link btn-sm" aria-expanded="false" @click=${showMore}>
            ${form.more}${icon('chevron-down')}
          </button>`,
  })}
  ${lost.length ? html`<p class="notice notice-info">${icon('info-circle')}<span>${form.dropped(draft.type, lost)}</span></p>` : nothing}`;
};

/** The fields of the chosen Auth Type. */
export const authFields = (state) => {
  const { type } = state.draft;
  if (type === 'basic') return html`<div class="pair">${text(state, 'username', form.username, { required: true })}${secret(state, 'password', form.password)}</div>`;
  if (type === 'token') return tokenFields(state);
  if (type === 'api-key') return keyFields(state);
  return html`<p class="field muted small">${form.nothingSent}</p>`;
};

const text = ({ draft, faults, set, leave, disabled }, name, label, more = {}) =>
  textField({
    id: `auth-${name}`,
    label,
    value: draft.auth[name],
    fault: faults.get(`auth-${name}`),
    input: (value) => set({ [name]: value }),
    leave: () => leave(`auth-${name}`),
    disabled,
    ...more,
  });

const secret = (state, name, label) => {
  const { draft, original, replacing, setReplacing } = state;
  const keptSince = keptSecret(draft, original);
  return secretField({
    id: `auth-${name}`,
    label,
    value: draft.auth[name],
    keptSince,
    lost: Boolean(original) && !keptSince && original.auth.type !== 'none',
    replacing,
    replace: () => setReplacing(true, `#auth-${name}`),
    keep: () => {
      state.set({ [name]: '' });
      setReplacing(false, `#auth-${name}`);
    },
    fault: state.faults.get(`auth-${name}`),
    input: (value) => state.set({ [name]: value }),
    leave: () => state.leave(`auth-${name}`),
    disabled: state.disabled,
  });
};

const preview = (line) => html`<p class="preview"><span class="muted">${form.sent}</span> <code>${line}</code></p>`;

const tokenFields = (state) => {
  const { prefix } = state.draft.auth;
  return html`<div class="pair">
      ${text(state, 'prefix', form.prefix, { list: 'prefixes', help: form.prefixHelp })}${secret(state, 'value', form.value)}
      <datalist id="prefixes"><option value="Bearer"></option><option value="Session"></option></datalist>
    </div>
    ${preview(`Authorization: ${prefix.trim() ? `${prefix.trim()} ` : ''}${DOTS}`)}`;
};

const keyFields = (state) => {
  const { keyIn, keyName } = state.draft.auth;
  const place = keyName.trim() || form.keyName;
  return html`<div class="trio">
      ${selectField({
        id: 'auth-keyIn',
        label: form.keyIn,
        value: keyIn,
        choices: Object.entries(form.keyInChoices),
        change: (value) => state.set({ keyIn: value }),
        disabled: state.disabled,
      })}
      ${text(state, 'keyName', form.keyName, { required: true, help: form.keyNameHelp[keyIn] })}${secret(state, 'keyValue', form.keyValue)}
    </div>
    ${preview(keyIn === 'header' ? `${place}: ${DOTS}` : `?${place}=${DOTS}`)}`;
};

/** How much the connector may take, and how its deliveries are repeated; closed at first. */
export const limitFields = ({ draft, faults, setGroup, leave, disabled }) => {
  const number = (group, name) =>
    textField({
      id: `${group}-${name}`,
      label: form[name],
      help: form[`${name}Help`],
      inputmode: 'decimal',
      value: draft[group][name],
      fault: faults.get(`${group}-${name}`),
      input: (value) => setGroup(group, { [name]: value }),
      leave: () => leave(`${group}-${name}`),
      disabled,
    });
  return html`<details class="limits">
    <summary>${icon('chevron-right')}${form.limits}</summary>
    <div class="pair">
      ${number('limits', 'callsPerSecond')}${number('limits', 'maxConcurrent')}${number('limits', 'maxResponse')}
      ${number('delivery', 'maxAttempts')}${number('delivery', 'maxAge')}${number('delivery', 'firstDelay')}${number('delivery', 'maxDelay')}
    </div>
    ${selectField({
      id: 'delivery-repeat',
      label: form.repeat,
      value: draft.delivery.repeat,
      choices: Object.entries(form.repeatChoices),
      change: (repeat) => setGroup('delivery', { repeat }),
      disabled,
    })}
  </details>`;
};

/** The connector's name, and how scripts write it. */
export const nameField = ({ draft, faults, disabled, leave, setDraft }) => {
  const name = draft.name.trim();
  return textField({
    id: 'name',
    label: form.name,
    help: name ? html`${form.inCode} <code>"connector": ${JSON.stringify(name)}</code>` : form.nameHelp,
    required: true,
    value: draft.name,
    disabled,
    fault: faults.get('name'),
    input: (value) => setDraft({ name: value }),
    leave: () => leave('name'),
  });
};

/** Where the API is. */
export const domainField = ({ draft, faults, disabled, leave, setDraft }) =>
  textField({
    id: 'domain',
    label: form.domain,
    help: form.domainHelp,
    required: true,
    kind: 'mono',
    inputmode: 'url',
    value: draft.domain,
    disabled,
    fault: faults.get('domain'),
    input: (value) => setDraft({ domain: value }),
    leave: () => leave('domain'),
  });
