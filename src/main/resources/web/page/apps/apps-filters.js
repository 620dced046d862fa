import { html } from 'lit';
import { AUTH_FORMS } from './auth-forms.js';
import { maySee, maySeeRevoked } from '../session/session.js';
import { words } from '../words.js';
import '../parts/filter-bar.js';

const text = words.apps;

/** The states that the caller may ask for: who may not see revoked ones is not offered them. */
export const states = () => {
  const { revoked, ...others } = text.states;
  return { '': text.anyState, ...others, ...(maySeeRevoked() ? { revoked } : {}) };
};

const auths = () => ({
  '': text.anyAuth,
  ...Object.fromEntries(Object.keys(AUTH_FORMS).map((type) => [type, text.auth(type)])),
});

/**
 * What of the connectors is shown, and in which order.
 * @param {URLSearchParams} query of the address
 * @param {number | undefined} found how many are left; undefined while they are loaded
 */
export const appsFilters = (query, found) =>
  html`<filter-bar
    .query=${query}
    .search=${{ label: text.search, hint: text.searchHint }}
    .fields=${[
      ...(maySee()
        ? [
            { name: 'state', label: text.filterState, choices: Object.entries(states()) },
            { name: 'auth', label: text.filterAuth, choices: Object.entries(auths()) },
          ]
        : []),
      { name: 'sort', label: text.sort, choices: Object.entries(text.sorts), fallback: 'name' },
    ]}
    .found=${found === undefined ? '' : text.found(found)}
  ></filter-bar>`;
