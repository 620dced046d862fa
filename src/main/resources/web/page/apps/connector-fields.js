import { html, nothing } from 'lit';
import { AUTH_FORMS } from './auth-forms.js';
import { dropped, keptSecret, keptTlsKey } from './connector-draft.js';
import { loginWords as login } from './words-logins.js';
import { radios, secretField, selectField, textField } from '../parts/fields.js';
import { icon } from '../parts/icon.js';
import { words } from '../words.js';

const { form, auth: authWord } = words.apps;

const TYPES = Object.keys(AUTH_FORMS);

/**
 * The Auth Type and the fields that it has.
 * @param {object} state `draft`, `original`, `faults` by field id, `set` for the draft's `auth`, `setType`, `leave`,
 *   `more` whether the rarer types are shown, `showMore`, `replacing` the secrets that are to be other ones, `setReplacing`,
 *   `disabled`, `except` the types that cannot be chosen
 */
export const authTypes = (state) => {
  const { draft, original, more, showMore, setType, disabled, except = [] } = state;
  const all = more || AUTH_FORMS[draft.type].more;
  const lost = dropped(draft, original);
  return html`${radios({
    id: 'auth-type',
    label: form.auth,
    name: 'auth-type',
    value: draft.type,
    choices: TYPES.filter((type) => !except.includes(type) && (all || !AUTH_FORMS[type].more)).map((type) => [type, authWord(type)]),
    change: setType,
    disabled,
    after:
      all || disabled
        ? nothing
        : html`<button type="button" class="btn btn-link btn-sm" aria-expanded="false" @click=${showMore}>
            ${form.more}${icon('chevron-down')}
          </button>`,
  })}
  ${lost.length ? html`<p class="notice notice-info">${icon('info-circle')}<span>${form.dropped(draft.type, lost)}</span></p>` : nothing}`;
};

/** The fields of the chosen Auth Type. */
export const authFields = (state) => {
  const { fields, preview } = AUTH_FORMS[state.draft.type];
  if (!fields.length) return html`<p class="field muted small">${form.nothingSent}</p>`;
  const [first, others, last] = [
    fields.filter(({ wide }) => wide === 'first'),
    fields.filter(({ wide }) => !wide),
    fields.filter(({ wide }) => wide === 'last'),
  ];
  return html`${first.map((field) => authField(state, field))}
    <div class=${others.length === 3 ? 'trio' : 'pair'}>${others.map((field) => authField(state, field))}${expires(state)}</div>
    ${last.map((field) => authField(state, field))}
    ${preview ? html`<p class="preview"><span class="muted">${form.sent}</span> <code>${preview(state.draft.auth)}</code></p>` : nothing}`;
};

const expires = ({ draft, faults, setDraft, disabled }) =>
  textField({
    id: 'auth-expiresAt',
    label: login.expires,
    help: login.expiresHelp,
    type: 'date',
    value: draft.expires,
    fault: faults.get('auth-expiresAt'),
    disabled,
    input: (value) => setDraft({ expires: value }),
  });

/** What is shown in the handshake, and who is believed there; closed at first. */
export const tlsFields = (state) => {
  const { draft, original, faults, setGroup, replacing, setReplacing, leave, disabled } = state;
  const pem = (name) =>
    textField({
      id: `tls-${name}`,
      label: login[name],
      help: login[`${name}Help`],
      lines: true,
      value: draft.tls[name],
      fault: faults.get(`tls-${name}`),
      input: (value) => setGroup('tls', { [name]: value }),
      leave: () => leave(`tls-${name}`),
      disabled,
    });
  return html`<details class="limits" ?open=${hasTls(original)}>
    <summary>${icon('chevron-right')}${login.tls}</summary>
    <p class="field help">${login.tlsHelp}</p>
    ${pem('certificate')}
    ${secretField({
      id: 'tls-privateKey',
      label: login.privateKey,
      lines: true,
      optional: !draft.tls.certificate.trim(),
      value: draft.tls.privateKey,
      fault: faults.get('tls-privateKey'),
      disabled,
      keptSince: keptTlsKey(draft, original),
      replacing: replacing.has('tls-privateKey'),
      replace: () => setReplacing('tls-privateKey', true),
      keep: () => {
        setGroup('tls', { privateKey: '' });
        setReplacing('tls-privateKey', false);
      },
      input: (value) => setGroup('tls', { privateKey: value }),
      leave: () => leave('tls-privateKey'),
    })}
    ${pem('ca')}
  </details>`;
};

const hasTls = (original) => Boolean(original?.tls);

const authField = (state, field) => {
  const { draft, faults, set, leave, disabled } = state;
  const { name, label, choices, required, suggestions, mono } = field;
  const id = `auth-${name}`;
  const common = { id, label, value: draft.auth[name], help: field.helpOf?.(draft.auth) ?? field.help, fault: faults.get(id), disabled };
  if (field.secret) return secret(state, { ...common, lines: field.lines, optional: field.optional }, name);
  if (choices) return selectField({ ...common, choices: Object.entries(choices), change: (value) => set({ [name]: value }) });
  return html`${textField({
    ...common,
    required: Boolean(required),
    kind: mono ? 'mono' : '',
    list: suggestions ? `${id}-list` : undefined,
    input: (value) => set({ [name]: value }),
    leave: () => leave(id),
  })}
  ${suggestions ? html`<datalist id="${id}-list">${suggestions.map((one) => html`<option value=${one}></option>`)}</datalist>` : nothing}`;
};

const secret = ({ draft, original, replacing, setReplacing, set, leave }, common, name) => {
  const keptSince = keptSecret(draft, original, name);
  return secretField({
    ...common,
    keptSince,
    source: original?.auth[name],
    lost: Boolean(original) && !keptSince && original.auth.type !== 'none',
    replacing: replacing.has(common.id),
    replace: () => setReplacing(common.id, true),
    keep: () => {
      set({ [name]: '' });
      setReplacing(common.id, false);
    },
    input: (value) => set({ [name]: value }),
    leave: () => leave(common.id),
  });
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
