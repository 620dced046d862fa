import { html, nothing } from 'lit';
import { PARTS } from './activity-head.js';
import { PageElement } from './element.js';
import { icon } from './icon.js';
import { problemNotice, skeleton } from './parts.js';
import { follow, onChange, place, VIEWS } from './router.js';
import { caller, mayDesign, mustSignInAgain, onSession, resume, signOut } from './session.js';
import { setSlashSearches, slashSearches } from './shortcut.js';
import { environment, showTitle } from './titles.js';
import './toasts.js';
import { isUnsaved } from './unsaved.js';
import { words } from './words.js';
import './connected-apps.js';
import './server-activity.js';
import './sign-in-dialog.js';
import './sign-in-form.js';
import './sign-out-dialog.js';
import './theme-switch.js';

/** Milliseconds after which what takes longer is said to be under way. */
const SKELETON_AFTER = 200;
const NAVIGATION = [
  { view: 'apps', label: words.apps.title, icon: 'grid' },
  { view: 'activity', label: words.activity.title, icon: 'send' },
];

/** The frame around all views: who is signed in, where one can go, and what fails before there is anything to show. */
class AppShell extends PageElement {
  static properties = {
    ready: { state: true },
    slow: { state: true },
    failure: { state: true },
    notSignedOut: { state: true },
    askedToStay: { state: true },
    view: { state: true },
  };

  #ends = [];

  constructor() {
    super();
    Object.assign(this, { ready: false, slow: false, failure: null, notSignedOut: null, askedToStay: false });
    this.view = place().view;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#ends = [onSession(() => this.#sessionChanged()), onChange(() => this.#placeChanged())];
    this.#resume();
  }

  disconnectedCallback() {
    this.#ends.forEach((end) => end());
    super.disconnectedCallback();
  }

  async #resume() {
    this.failure = null;
    this.ready = false;
    const slow = setTimeout(() => (this.slow = true), SKELETON_AFTER);
    try {
      await resume();
    } catch (problem) {
      this.failure = problem;
    }
    clearTimeout(slow);
    this.slow = false;
    this.ready = true;
  }

  #sessionChanged() {
    const was = this.who;
    this.who = caller();
    this.requestUpdate();
    if (!was !== !this.who) this.#arrive();
  }

  #placeChanged() {
    const { view } = place();
    if (view !== this.view) {
      this.view = view;
      this.#arrive();
    }
  }

  /** Tells the reader, also one who does not see it, that this is another page now. */
  async #arrive() {
    await this.updateComplete;
    const name = this.who ? (this.view === 'apps' ? words.apps.title : words.activity.title) : words.signIn.title;
    showTitle(name);
    if (this.who) this.focusOn('h1');
  }

  #askedToSignOut() {
    this.#closeMenus();
    if (isUnsaved()) this.askedToStay = true;
    else this.#signOut();
  }

  async #signOut() {
    this.askedToStay = false;
    this.notSignedOut = null;
    try {
      await signOut();
    } catch (problem) {
      this.notSignedOut = problem;
    }
  }

  render() {
    return html`
      <a class="skip" href="#main">${words.frame.skip}</a>
      ${this.#topBar()}
      <div class="frame ${this.who ? '' : 'frame-alone'}">
        ${this.who ? html`<nav class="side" aria-label=${words.frame.navigation}>${this.#links()}</nav>` : nothing}
        <main id="main" tabindex="-1">
          ${this.notSignedOut ? problemNotice(this.notSignedOut, () => this.#signOut(), words.frame.notSignedOut) : nothing}
          ${this.#content()}
        </main>
      </div>
      <toast-area></toast-area>
      ${this.askedToStay
        ? html`<sign-out-dialog @leave=${() => this.#signOut()} @closed=${() => (this.askedToStay = false)}></sign-out-dialog>`
        : nothing}
      ${mustSignInAgain() ? html`<sign-in-dialog></sign-in-dialog>` : nothing}
    `;
  }

  #topBar() {
    return html`<header class="top">
      ${this.who
        ? html`<button type="button" class="icon-button menu-button" popovertarget="menu" aria-label=${words.frame.menu}>
              ${icon('list')}
            </button>
            <nav id="menu" class="menu" popover aria-label=${words.frame.navigation} @click=${() => this.#closeMenus()}>
              ${this.#links()}
            </nav>`
        : nothing}
      <a class="brand" href="/" @click=${follow}><span class="mark" aria-hidden="true"></span><span class="product">${words.product}</span></a>
      ${environment() ? html`<span class="environment">${environment()}</span>` : nothing}
      <span class="gap"></span>
      <theme-switch></theme-switch>
      ${this.who ? this.#userMenu() : nothing}
    </header>`;
  }

  #userMenu() {
    return html`<button type="button" class="user-button" popovertarget="user" aria-label=${words.frame.user(this.who.name)}>
        ${icon('person-circle')}<span class="user-name">${this.who.name}</span>${icon('chevron-down')}
      </button>
      <div id="user" class="menu menu-end" popover>
        <p class="menu-text"><strong>${this.who.name}</strong><br />${words.frame.role(this.who.role)}</p>
        <label class="menu-item">
          <input
            type="checkbox"
            class="form-check-input"
            .checked=${slashSearches()}
            @change=${(event) => setSlashSearches(event.target.checked)}
          />${words.frame.slash}
        </label>
        <button type="button" class="menu-item" @click=${() => this.#askedToSignOut()}>
          ${icon('box-arrow-right')}${words.frame.signOut}
        </button>
      </div>`;
  }

  #closeMenus() {
    this.querySelectorAll('[popover]').forEach((menu) => menu.hidePopover());
  }

  #links() {
    return NAVIGATION.map(
      (entry) => html`<a
        class="nav-item"
        href=${entry.view === 'activity' && !mayDesign() ? PARTS.saved : VIEWS[entry.view]}
        aria-current=${entry.view === this.view ? 'page' : nothing}
        @click=${follow}
        >${icon(entry.icon)}${entry.label}</a
      >`,
    );
  }

  #content() {
    if (this.failure) return this.#alone(words.product, problemNotice(this.failure, () => this.#resume()));
    if (!this.ready) return this.slow ? this.#alone(words.product, skeleton(words.frame.loading)) : nothing;
    if (!this.who) return html`<sign-in-form></sign-in-form>`;
    return this.view === 'apps' ? html`<connected-apps></connected-apps>` : html`<server-activity></server-activity>`;
  }

  /** Where there is no view to show. */
  #alone(title, what) {
    return html`<div class="view"><h1 tabindex="-1">${title}</h1>${what}</div>`;
  }
}
customElements.define('app-shell', AppShell);
