import { html, nothing } from 'lit';
import { activityFaults, blankActivity, completed, requestField, requestLabel, requestText } from './activity-draft.js';
import { activityFields } from './activity-fields.js';
import { connectorFault } from '../apps/connector-field.js';
import { parseCurl, placeOf } from './curl-command.js';
import { PageElement } from '../parts/element.js';
import { icon } from '../parts/icon.js';
import { handOver } from '../result/handed-over.js';
import { jsonFault } from '../parts/json-text.js';
import { actionButton, errorSummary } from '../parts/parts.js';
import { PARTS } from './activity-head.js';
import { go, onChange, place, setQuery } from '../router.js';
import { caller, mayDesign, onSession } from '../session/session.js';
import { askIf } from '../unsaved.js';
import { words } from '../words.js';
import './copy-menu.js';

const text = words.activity;

/** What was typed, for whoever leaves the view and comes back to it. In memory alone, and gone when they sign out. */
let typed = null;
/** How it stood when it last served: as it was run, or copied to be kept elsewhere. */
let served = '';
const contentOf = ({ connector, ...content }) => JSON.stringify(content);
/** Losing the form as it was then loses nothing. */
const settle = (draft) => (served = contentOf(draft));
settle(blankActivity());
askIf(() => typed !== null && contentOf(typed) !== served);
onSession(() => {
  if (caller()) return;
  typed = null;
  settle(blankActivity());
});

/**
 * The form of one activity. `apps` are those to choose from, null while they are loaded; `busy` says which button was pressed.
 * Fires `send` with what to do, what to send and whom to tell that it was done, and `stop`. The connector stands in the address.
 */
class ActivityForm extends PageElement {
  static properties = {
    apps: { attribute: false },
    busy: { attribute: false },
    draft: { state: true },
    faults: { state: true },
    problem: { state: true },
    pasted: { state: true },
    tried: { state: true },
  };

  #end = null;

  constructor() {
    super();
    Object.assign(this, { apps: null, busy: '', faults: new Map(), problem: null, pasted: null, tried: false });
    const connector = place().query.get('connector') ?? typed?.connector ?? '';
    this.draft = { ...(typed ?? blankActivity()), connector };
  }

  connectedCallback() {
    super.connectedCallback();
    this.#end = onChange(() => {
      const connector = place().query.get('connector');
      if (place().view === 'activity' && connector) this.#set({ connector });
    });
  }

  disconnectedCallback() {
    this.#end();
    super.disconnectedCallback();
  }

  willUpdate(changed) {
    if (!changed.has('apps') || !this.apps) return;
    const named = this.apps.some((app) => app.name === this.draft.connector);
    if (!named && this.draft.connector) this.#miss(this.draft.connector);
    if (this.apps.length === 1 && !this.draft.connector) this.#choose(this.apps[0].name);
  }

  /**
   * Says what the server refused, at the fields that are to blame.
   * @param {import('../api.js').Problem} problem that has `errors`
   */
  blame(problem) {
    const known = problem.errors.filter(({ field }) => field);
    this.faults = new Map(known.map(({ field, message }) => [requestField(field, this.draft), message]));
    this.problem = problem;
    this.focusOn('.summary');
  }

  #choose(connector) {
    this.#set({ connector });
    // What is typed on the way to a name is none yet.
    setQuery({ connector: connectorFault(this.apps, connector) ? '' : connector });
    this.#forget('connector');
  }

  /** A link may name what was revoked since, or what the caller may not use. */
  #miss(connector) {
    this.#choose('');
    this.faults = new Map(this.faults).set('connector', text.faults.noSuch(connector));
  }

  #forget(group) {
    this.faults = new Map([...this.faults].filter(([id]) => !id.startsWith(group)));
  }

  /** A row's faults go by its place, which others have when one is gone. */
  #setFields(values) {
    if (values.headers && values.headers.length !== this.draft.headers.length) this.#forget('header-');
    this.#set(values);
  }

  #set(values) {
    this.draft = { ...this.draft, ...values };
    typed = caller() ? this.draft : null;
  }

  #leave(id) {
    if (id === 'path') this.#set({ path: completed(this.draft.path) });
    // An empty field is no mistake yet: somebody may come back to it.
    if (!this.tried && !this.querySelector(`#${id}`)?.value) return this.#forget(id);
    const now = this.#allFaults().get(id);
    const faults = new Map(this.faults);
    if (now) faults.set(id, now);
    else faults.delete(id);
    this.faults = faults;
  }

  #allFaults() {
    const faults = activityFaults(this.draft);
    const fault = connectorFault(this.apps, this.draft.connector);
    if (fault) faults.set('connector', fault);
    return faults;
  }

  /** Judges the whole form; says what is wrong, and whether it is right. */
  #isRight() {
    this.#set({ path: completed(this.draft.path) });
    this.problem = null;
    this.tried = true;
    this.faults = this.#allFaults();
    if (this.faults.size) this.focusOn('.summary');
    return !this.faults.size;
  }

  #send(what) {
    if (this.busy || !this.#isRight()) return;
    const { draft } = this;
    const detail = { what, draft, text: requestText(draft), served: () => settle(draft) };
    this.dispatchEvent(new CustomEvent('send', { detail }));
  }

  /** Opens the form of a new saved activity with what was typed here. */
  #saveAs() {
    const { draft } = this;
    handOver({ draft, kept: () => settle(draft) });
    go(`${PARTS.saved}&edit=new`);
  }

  /** A cURL command that is pasted anywhere fills the form. */
  #paste(event) {
    const pasted = event.clipboardData?.getData('text/plain') ?? '';
    if (!/^\s*curl\s/.test(pasted)) return;
    const command = parseCurl(pasted);
    if (!command) return;
    event.preventDefault();
    const { connector, path } = placeOf(command.url, this.apps ?? []);
    const before = this.draft;
    this.#choose(connector);
    this.#set({
      method: command.method,
      path,
      headers: command.headers.map(([name, value]) => ({ name, value, secret: false, kept: null })),
      body: command.body,
      bodyKind: command.body && jsonFault(command.body) ? 'text' : 'json',
    });
    this.faults = new Map();
    this.pasted = { dropped: command.dropped, host: connector ? '' : command.url.host, before };
  }

  #undoPaste() {
    this.#choose(this.pasted.before.connector);
    this.#set(this.pasted.before);
    this.pasted = null;
    this.focusOn('#path');
  }

  #keys(event) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.#send('run');
    }
  }

  render() {
    return html`<form
      novalidate
      @submit=${(event) => {
        event.preventDefault();
        this.#send('run');
      }}
      @keydown=${this.#keys}
      @paste=${this.#paste}
    >
      ${this.#summary()} ${this.pasted ? this.#pastedNote() : nothing}
      ${activityFields({
        apps: this.apps,
        draft: this.draft,
        faults: this.faults,
        choose: (connector) => this.#choose(connector),
        set: (values) => this.#setFields(values),
        leave: (id) => this.#leave(id),
        focus: (selector) => this.focusOn(selector),
      })}
      ${this.#buttons()}
      <p class="help">${text.curlHint}</p>
    </form>`;
  }

  #summary() {
    const faults = this.tried ? [...this.faults].map(([id, message]) => ({ id, label: requestLabel(id), message })) : [];
    return errorSummary(faults, faults.length ? null : this.problem);
  }

  #pastedNote() {
    const { dropped, host } = this.pasted;
    return html`<div class="notice ${host ? 'notice-warning' : 'notice-info'}" role="status">
      ${icon(host ? 'exclamation-triangle' : 'info-circle')}
      <div>
        <p>
          ${text.pasted} ${dropped.length ? text.pastedDropped(dropped) : nothing} ${host ? text.pastedNoApp(host) : nothing}
        </p>
      </div>
      <button type="button" class="btn btn-secondary btn-sm" @click=${() => this.#undoPaste()}>${text.undo}</button>
    </div>`;
  }

  #buttons() {
    return html`<div class="buttons form-buttons">
      ${actionButton({ label: text.run, kind: 'primary', type: 'submit', iconName: 'play-fill', busy: this.busy === 'run' })}
      ${actionButton({ label: text.explain, busy: this.busy === 'explain', click: () => this.#send('explain') })}
      ${this.busy
        ? actionButton({ label: text.stop, kind: 'danger', iconName: 'stop-fill', click: () => this.dispatchEvent(new Event('stop')) })
        : nothing}
      <span class="gap"></span>
      ${mayDesign() ? actionButton({ label: text.saveAs, iconName: 'bookmark-plus', click: () => this.#saveAs() }) : nothing}
      <copy-menu .draft=${this.draft} .check=${() => this.#isRight()} @copied=${() => settle(this.draft)}></copy-menu>
    </div>`;
  }
}
customElements.define('activity-form', ActivityForm);
