import { html } from 'lit';

/**
 * A long address, which is broken after its signs and not within a word.
 * @param {string} address
 */
export const breakable = (address) =>
  address.split(/(?<=[/.?&=])(?![/.?&=])/).map((part, index) => (index ? html`<wbr />${part}` : part));
