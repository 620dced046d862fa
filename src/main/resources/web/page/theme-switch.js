import { html } from 'lit';
import { PageElement } from './parts/element.js';
import { icon } from './parts/icon.js';
import { words } from './words.js';

const ICONS = { auto: 'circle-half', light: 'sun', dark: 'moon-stars' };

/** Chooses the colour scheme; `theme.js` keeps and applies it. */
class ThemeSwitch extends PageElement {
  static properties = { chosen: { state: true } };

  constructor() {
    super();
    this.chosen = document.documentElement.dataset.theme;
  }

  #choose(choice) {
    this.chosen = choice;
    document.dispatchEvent(new CustomEvent('theme-chosen', { detail: choice }));
  }

  render() {
    return html`<fieldset class="themes">
      <legend class="visually-hidden">${words.frame.theme}</legend>
      ${Object.entries(ICONS).map(
        ([choice, name]) => html`<label class="theme" title=${words.frame.themes[choice]}>
          <input
            type="radio"
            name="theme"
            .checked=${this.chosen === choice}
            aria-label=${words.frame.themes[choice]}
            @change=${() => this.#choose(choice)}
          />${icon(name)}</label
        >`,
      )}
    </fieldset>`;
  }
}
customElements.define('theme-switch', ThemeSwitch);
