import { words } from './words.js';

const ENVIRONMENT = document.querySelector('meta[name=environment]').content;

/** What the operator calls this installation; empty where it has no name. */
export const environment = () => ENVIRONMENT;

/** Has the tab say which page this is. */
export const showTitle = (name) => {
  document.title = ENVIRONMENT ? `${name} – ${words.product} (${ENVIRONMENT})` : `${name} – ${words.product}`;
};
