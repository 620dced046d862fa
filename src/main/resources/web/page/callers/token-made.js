import { html } from 'lit';
import { PageElement } from '../parts/element.js';
import { copy } from '../parts/parts.js';
import { icon } from '../parts/icon.js';
import { relative } from '../parts/times.js';
import { toast } from '../parts/toasts.js';
import { words } from '../words.js';
import { tokenSnippet } from './token-snippet.js';
import { tokensWords as text } from './words-tokens.js';
import './shown-once.js';

const SECOND = 1_000;
const MINUTE = 60_000;

/**
 * A token that was just made, shown this once, until when it lives, and a script that uses it. `made` is what `token-form` told,
 * `choices` the names of its scope.
 */
class TokenMade extends PageElement {
  static properties = { made: { attribute: false }, choices: { attribute: false } };

  #clock = null;

  connectedCallback() {
    super.connectedCallback();
    this.#clock = setInterval(() => this.requestUpdate(), SECOND);
  }

  disconnectedCallback() {
    clearInterval(this.#clock);
    super.disconnectedCallback();
  }

  updated(changed) {
    if (changed.has('made')) this.focusOn('#token');
  }

  /** Once the field is there, too. */
  async getUpdateComplete() {
    const done = await super.getUpdateComplete();
    await this.querySelector('shown-once')?.updateComplete;
    return done;
  }

  #left() {
    return Date.parse(this.made.expiresAt) - Date.now();
  }

  #snippet(token) {
    return tokenSnippet({ ...this.made, token, choices: this.choices }, location.origin);
  }

  async #copySnippet() {
    toast((await copy(this.#snippet(this.made.token))) ? words.copy.copied : words.copy.failed);
  }

  render() {
    const { token } = this.made;
    const isOver = this.#left() <= 0;
    return html`<section class="card-box" aria-labelledby="made-title">
      <h2 id="made-title" class="values-title">${text.madeTitle}</h2>
      <shown-once field="token" label=${text.token} .secret=${token} .note=${html`${text.once} ${isOver ? '' : this.#expiry()}`}></shown-once>
      <p role="status" class="token-over">${isOver ? text.expired : ''}</p>
      <h3 class="label">${text.snippet}</h3>
      <p class="help">${text.snippetText}</p>
      <pre class="body snippet" tabindex="0" role="group" aria-label=${text.snippet}><code>${this.#snippet(text.shortened(token))}</code></pre>
      <p class="help">${text.cors}</p>
      <button type="button" class="btn btn-secondary" @click=${() => this.#copySnippet()}>
        ${icon('clipboard')}<span>${text.copySnippet}</span>
      </button>
    </section>`;
  }

  #expiry() {
    return this.#left() < MINUTE ? text.soon : text.expires(relative(this.made.expiresAt));
  }
}
customElements.define('token-made', TokenMade);
