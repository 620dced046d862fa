import { html } from 'lit';
import { PARTS } from './activity/activity-head.js';
import { VIEWS } from './router.js';
import { mayAudit, mayDesign, maySee } from './session/session.js';
import { words } from './words.js';
import './activity/server-activity.js';
import './apps/connected-apps.js';

const everyone = () => true;

/**
 * Where one can go, in the order of the navigation: for whom it is, where its link leads to if not to the view's own address,
 * and what shows it. What is no part of the first view is loaded when it is asked for.
 * @type {Record<string, {title: string, icon?: string, of?: string, may: () => boolean, address?: () => string,
 *   load?: () => Promise<unknown>, show: () => unknown}>} one without an icon is no entry of the navigation, but belongs to one
 */
const ALL = {
  apps: { icon: 'grid', may: everyone, show: () => html`<connected-apps></connected-apps>` },
  activity: {
    icon: 'send',
    may: everyone,
    address: () => (mayDesign() ? VIEWS.activity : PARTS.saved),
    show: () => html`<server-activity></server-activity>`,
  },
  connector: {
    of: 'apps',
    may: maySee,
    load: () => import('./apps/connector-page.js'),
    show: () => html`<connector-page></connector-page>`,
  },
  runs: { icon: 'list-ul', may: everyone, load: () => import('./runs/runs-view.js'), show: () => html`<runs-view></runs-view>` },
  callers: {
    icon: 'people',
    may: everyone,
    load: () => import('./callers/callers-view.js'),
    show: () => html`<callers-view></callers-view>`,
  },
  audit: {
    icon: 'journal-text',
    may: mayAudit,
    load: () => import('./audit/audit-view.js'),
    show: () => html`<audit-view></audit-view>`,
  },
  monitoring: {
    icon: 'graph-up',
    may: maySee,
    load: async () => (await import('./monitoring/monitoring-view.js')).loadStyles(),
    show: () => html`<monitoring-view></monitoring-view>`,
  },
};

export const views = Object.fromEntries(Object.entries(ALL).map(([name, view]) => [name, { title: words.views[name], ...view }]));

/** The navigation's entries that are for whoever is signed in. */
export const navigation = () => Object.entries(views).filter(([, view]) => view.icon && view.may());
