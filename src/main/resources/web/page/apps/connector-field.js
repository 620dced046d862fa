import { html, nothing } from 'lit';
import { field, selectField, textInput } from '../parts/fields.js';
import { follow } from '../router.js';
import { mayManage } from '../session/session.js';
import { words } from '../words.js';

const text = words.activity;
/** More than these are not read through, but searched by typing. */
const LONGEST_LIST = 12;

/**
 * Which connected app a request goes to: a list, or where there are many a field that offers those which fit what is typed.
 * @param {{apps: object[] | null, draft: object, faults: Map<string, string>, choose: (name: string) => void, leave: Function,
 *   disabled?: boolean}} state
 */
export const connectorField = ({ apps, draft, faults, choose, leave, disabled }) => {
  const common = { id: 'connector', label: text.connector, value: draft.connector, fault: faults.get('connector'), disabled };
  if (apps?.length > LONGEST_LIST && !disabled) return searched(common, apps, choose, leave);
  const none = apps && !apps.length;
  const choices = (apps ?? []).map((app) => [app.name, app.state === 'paused' ? `${app.name} (${text.pausedMark})` : app.name]);
  const isListed = !draft.connector || choices.some(([name]) => name === draft.connector);
  return selectField({
    ...common,
    choices: [
      ['', none ? text.noApps : text.choose],
      // One that was revoked stands there until another is chosen.
      ...(isListed ? [] : [[draft.connector, apps ? `${draft.connector} (${text.revokedMark})` : draft.connector]]),
      ...choices,
    ],
    change: choose,
    help: none && mayManage() ? html`<a href="/connected-apps?app=new" @click=${follow}>${text.addApp}</a>` : pausedHelp(apps, draft),
  });
};

const pausedHelp = (apps, { connector }) =>
  apps?.find((app) => app.name === connector)?.state === 'paused' ? text.pausedHelp : undefined;

const searched = (common, apps, choose, leave) => {
  const help = pausedHelp(apps, { connector: common.value }) ?? text.findApp;
  return field(
    { ...common, help },
    html`${textInput({ ...common, help, list: 'connector-list', input: choose, leave: () => leave('connector') })}
      <datalist id="connector-list">
        ${apps.map((app) => html`<option value=${app.name}>${app.state === 'paused' ? text.pausedMark : nothing}</option>`)}
      </datalist>`,
  );
};

/**
 * What is wrong with the chosen one; empty where it is right.
 * @param {object[] | null} apps those that there are; null while they are loaded
 * @param {string} name
 */
export const connectorFault = (apps, name) => {
  if (!name) return text.faults.connector;
  return apps && !apps.some((app) => app.name === name) ? text.faults.noSuch(name) : '';
};
