import { html } from 'lit';

/**
 * A long address, which is broken between its parts and not within one.
 * @param {string} address
 */
export const breakable = (address) =>
  address.split(/(?<=[/?&]|\.(?=[a-z]))(?<!:\/\/)(?![/?&])/i).map((part, index) => (index ? html`<wbr />${part}` : part));
