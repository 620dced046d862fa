import { html, nothing } from 'lit';
import { PageElement } from './parts/element.js';
import { icon } from './parts/icon.js';
import { Loading } from './parts/loading.js';
import { problemNotice, skeleton } from './parts/parts.js';
import { follow, onChange, place, VIEWS } from './router.js';
import { caller, mustSignInAgain, onSession, resume, signOut } from './session/session.js';
import { setSlashSearches, slashSearches } from './shortcut.js';
import { environment, showTitle } from './titles.js';
import './parts/toasts.js';
import { isUnsaved } from './unsaved.js';
import { navigation, views } from './views.js';
import { words } from './words.js';
import './session/sign-in-dialog.js';
import './session/sign-in-form.js';
import './session/sign-out-dialog.js';
import './theme-switch.js';

/** Milliseconds after which what takes longer is said to be under way. */
const SKELETON_AFTER = 200;

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
  #part = new Loading(this, () => this.#loadPart());

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
    const { view } = this;
    await this.#part.start();
    if (view !== this.view) return;
    await this.updateComplete;
    showTitle(this.who ? views[view].title : words.signIn.title);
    if (this.who) this.focusOn('h1');
  }

  /** The name of the view whose scripts are there. */
  async #loadPart() {
    const { view } = this;
    try {
      if (this.who) await views[view].load?.();
    } catch {
      throw words.problems.unreachable;
    }
    return view;
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
    const current = views[this.view].of ?? this.view;
    return navigation().map(
      ([name, { title, icon: iconName, address }]) => html`<a
        class="nav-item"
        href=${address?.() ?? VIEWS[name]}
        aria-current=${name === current ? 'page' : nothing}
        @click=${follow}
        >${icon(iconName)}${title}</a
      >`,
    );
  }

  #content() {
    if (this.failure) return this.#alone(words.product, problemNotice(this.failure, () => this.#resume()));
    if (!this.ready) return this.slow ? this.#alone(words.product, skeleton(words.frame.loading)) : nothing;
    if (!this.who) return html`<sign-in-form></sign-in-form>`;
    const { title, may, show } = views[this.view];
    if (!may()) return this.#alone(title, this.#notForYou());
    const { data: loaded, problem, slow } = this.#part;
    if (problem) return this.#alone(title, problemNotice(problem, () => this.#arrive(), words.frame.notLoaded));
    if (loaded !== this.view) return slow ? this.#alone(title, skeleton(words.frame.loading)) : nothing;
    return show();
  }

  #notForYou() {
    return html`<div class="empty">
      ${icon('slash-circle')}
      <h2>${words.frame.notForYou}</h2>
      <p>${words.frame.notForYouText(this.who.role)}</p>
    </div>`;
  }

  /** Where there is no view to show. */
  #alone(title, what) {
    return html`<div class="view"><h1 tabindex="-1">${title}</h1>${what}</div>`;
  }
}
customElements.define('app-shell', AppShell);
