import { html } from 'lit';

/**
 * A long address, or a text with one in it, which is broken between the address's parts and not within one.
 * @param {string} address
 */
export const breakable = (address) =>
  address.split(/(?<=[/?&]|\.(?=[a-z]))(?![/?&])/i).map((part, index) => (index ? html`<wbr />${part}` : part));
