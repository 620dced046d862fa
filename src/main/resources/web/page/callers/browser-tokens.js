import { html, nothing } from 'lit';
import { all } from '../api.js';
import { PageElement } from '../parts/element.js';
import { nothingYet } from '../parts/empty.js';
import { icon } from '../parts/icon.js';
import { Loading } from '../parts/loading.js';
import { problemNotice, skeleton } from '../parts/parts.js';
import { callersHead } from './callers-head.js';
import { choicesOf } from './scope-draft.js';
import { tokensWords as text } from './words-tokens.js';
import './token-form.js';
import './token-made.js';

/** What browser tokens are, and a form that makes one to try: the token stands here alone, and goes with this element. */
class BrowserTokens extends PageElement {
  static properties = { made: { state: true } };

  #choices = new Loading(this, async () => choicesOf(...(await Promise.all([all('/api/connectors'), all('/api/activities')]))));

  constructor() {
    super();
    this.made = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#choices.start();
  }

  disconnectedCallback() {
    this.made = null;
    super.disconnectedCallback();
  }

  render() {
    return html`<div class="view">
      ${callersHead({ current: 'tokens' })}
      <p class="token-lead">${text.what} ${text.dies}</p>
      ${this.#content()}
    </div>`;
  }

  #content() {
    const { data, problem, slow } = this.#choices;
    if (problem) return problemNotice(problem, () => this.#choices.start(), text.failed);
    if (!data) return slow ? skeleton(text.loading) : nothing;
    if (!data.connectors.length && !data.activities.length) {
      return nothingYet({ iconName: 'slash-circle', title: text.nothing, lead: text.nothingText });
    }
    return html`<div class="token-grid">
      <token-form .choices=${data} @made=${({ detail }) => (this.made = detail)}></token-form>
      ${this.made
        ? html`<token-made .made=${this.made} .choices=${data}></token-made>`
        : html`<div class="card-box no-result">${icon('clock')}<p class="muted">${text.notYet}</p></div>`}
    </div>`;
  }
}
customElements.define('browser-tokens', BrowserTokens);
