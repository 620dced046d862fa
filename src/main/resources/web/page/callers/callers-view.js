import { html } from 'lit';
import { PageElement } from '../parts/element.js';
import { onChange, place } from '../router.js';
import { partOf } from './callers-head.js';
import './browser-tokens.js';
import './keys-list.js';

/** Shows that part of Callers which the address names and the caller's role may see: keys, or browser tokens. */
class CallersView extends PageElement {
  static properties = { part: { state: true } };

  #end = null;

  constructor() {
    super();
    this.part = partOf(place().query);
  }

  connectedCallback() {
    super.connectedCallback();
    this.#end = onChange(() => this.#placeChanged());
  }

  disconnectedCallback() {
    this.#end();
    super.disconnectedCallback();
  }

  #placeChanged() {
    const { view, query } = place();
    if (view !== 'callers' || this.part === partOf(query)) return;
    this.part = partOf(query);
    this.focusOn('h1');
  }

  render() {
    return this.part === 'keys' ? html`<keys-list></keys-list>` : html`<browser-tokens></browser-tokens>`;
  }
}
customElements.define('callers-view', CallersView);
