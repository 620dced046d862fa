import { html, nothing } from 'lit';
import { PageElement } from '../parts/element.js';
import { icon } from '../parts/icon.js';
import { actionButton } from '../parts/parts.js';
import { ago } from '../parts/times.js';
import { toast } from '../parts/toasts.js';
import { mayManage } from '../session/session.js';
import { words } from '../words.js';
import { nextWords as text } from './words-next.js';
import './next-ask-dialog.js';
import './next-dialog.js';

/** When the newest secret of an auth was given; null where it has none. */
const givenAt = (auth) =>
  Object.values(auth)
    .map((field) => field?.changedAt)
    .filter(Boolean)
    .sort()
    .at(-1) ?? null;

/**
 * The credential of a connector, and the one that is to follow. `app` is as the API tells of it, `used` which of the two the last
 * call used, null where that is not known. Fires `changed`.
 */
class NextCredential extends PageElement {
  static properties = { app: { attribute: false }, used: { attribute: false }, dialog: { state: true } };

  constructor() {
    super();
    Object.assign(this, { used: null, dialog: null });
  }

  #done(said) {
    this.dialog = null;
    toast(said);
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event('changed'));
  }

  render() {
    const { auth, nextAuth } = this.app;
    const open = (dialog) => () => (this.dialog = dialog);
    return html`<section class="card-box">
        <h2>${text.title}</h2>
        <dl class="facts credentials">
          ${this.#row('current', auth)}
          ${nextAuth ? this.#row('next', nextAuth.auth, this.#takesOver(nextAuth)) : nothing}
        </dl>
        ${mayManage()
          ? nextAuth
            ? html`<div class="buttons">
                ${actionButton({ label: text.promote, iconName: 'check-circle', click: open('promote') })}
                ${actionButton({ label: text.remove, iconName: 'trash', click: open('remove') })}
              </div>`
            : html`<p class="help">${text.addHelp}</p>
                <div class="buttons">${actionButton({ label: text.add, iconName: 'plus-lg', click: open('add') })}</div>`
          : nothing}
      </section>
      ${this.#dialogs()}`;
  }

  #row(which, auth, more = nothing) {
    const given = givenAt(auth);
    return html`<div>
      <dt>${text[which]}</dt>
      <dd>
        <span>${words.apps.auth(auth.type)}${given ? html`<span class="muted">, ${text.set(ago(given))}</span>` : nothing}</span>
        ${more === nothing ? nothing : html`<span class="muted small">${more}</span>`}
        ${this.app.nextAuth && this.used === which ? html`<span class="small used">${icon('check-circle')}${text.used}</span>` : nothing}
      </dd>
    </div>`;
  }

  #takesOver({ activateAt }) {
    if (!activateAt) return text.tried;
    const time = new Date(activateAt).toLocaleString(words.locale, { dateStyle: 'medium', timeStyle: 'short' });
    return html`<time datetime=${activateAt}>${text.takesOver(time)}</time>`;
  }

  #dialogs() {
    const closed = () => (this.dialog = null);
    if (this.dialog === 'add') {
      return html`<next-dialog .app=${this.app} @saved=${() => this.#done(text.added)} @closed=${closed}></next-dialog>`;
    }
    if (!this.dialog) return nothing;
    const said = this.dialog === 'promote' ? text.promoted : text.removed;
    return html`<next-ask-dialog
      .app=${this.app}
      .what=${this.dialog}
      @done=${() => this.#done(said)}
      @gone=${() => this.#changed()}
      @closed=${closed}
    ></next-ask-dialog>`;
  }
}
customElements.define('next-credential', NextCredential);
