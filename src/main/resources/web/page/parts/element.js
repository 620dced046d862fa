import { LitElement } from 'lit';

/** A part of the page: rendered into the document itself, so that styles, labels and forms reach all of it. */
export class PageElement extends LitElement {
  createRenderRoot() {
    return this;
  }

  /**
   * Once what was changed is on the page.
   * @param {string} selector of the element to focus, below this one
   */
  async focusOn(selector) {
    await this.updateComplete;
    this.querySelector(selector)?.focus();
  }
}
