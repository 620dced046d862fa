import { activityWords } from './activity/words-activity.js';
import { appsWords } from './apps/words-apps.js';

const ROLES = { admin: 'Admin', designer: 'Designer', runner: 'Runner', auditor: 'Auditor' };

/** Every text of the page, ready to be translated: this file, and one for each view. */
export const words = {
  locale: 'en-GB',
  product: 'AppConnector',
  apps: appsWords,
  activity: activityWords,

  views: {
    apps: appsWords.title,
    connector: 'Connected App',
    activity: activityWords.title,
    runs: 'Runs',
    callers: 'Callers',
    audit: 'Audit',
    monitoring: 'Monitoring',
  },

  frame: {
    skip: 'Skip to content',
    navigation: 'Main',
    menu: 'Menu',
    theme: 'Colour scheme',
    themes: { auto: 'Colours of your system', light: 'Light colours', dark: 'Dark colours' },
    user: (name) => `Signed in as ${name}`,
    role: (role) => ROLES[role] ?? role,
    slash: 'Press / to search',
    signOut: 'Sign out',
    signOutLoses: 'The request in Server Activity was neither run nor copied. Signing out loses it.',
    notSignedOut: 'You are still signed in',
    loading: 'Loading…',
    notLoaded: 'This part of the page could not be loaded',
    notForYou: 'This part of the page is not for your role',
    notForYouText: (role) => `You are signed in as ${ROLES[role] ?? role}. Ask an admin if you need it.`,
    dismiss: 'Dismiss',
    close: 'Close',
    cancel: 'Cancel',
  },

  signIn: {
    title: 'Sign in',
    lead: 'Use the key that you were given.',
    key: 'Key',
    help: 'It begins with ac_. The key of the first admin is in the file admin.key of the server’s data directory.',
    button: 'Sign in',
    missing: 'Enter your key.',
    odd: 'A key has no spaces, line breaks or accents. Copy it again.',
    refused: 'This key is unknown or has ended. Check it, or ask an admin for another.',
    againTitle: 'Sign in again',
    ended: 'Your session has ended. What you typed is still here, and goes on once you are signed in.',
  },

  copy: { copy: 'Copy', runId: 'Copy the run id', copied: 'Copied', failed: 'The browser did not allow copying. Select the text and copy it.' },

  filters: { button: 'Filters', clear: 'Clear filters' },

  times: { now: 'just now', never: 'Never' },

  form: {
    faults: (count) => (count === 1 ? 'One field needs your attention' : `${count} fields need your attention`),
    required: 'required',
    discard: 'Discard what you typed?',
    discardYes: 'Discard',
    discardNo: 'Keep editing',
  },

  headers: {
    title: 'Additional Headers',
    none: 'No additional headers.',
    name: 'Name',
    value: 'Value',
    secret: 'Secret',
    nameOf: (row) => `Name of header ${row}`,
    valueOf: (row) => `Value of header ${row}`,
    secretOf: (row) => `Header ${row} is secret`,
    remove: (name) => `Remove header ${name}`,
    add: 'Add header',
    noName: 'Enter the header’s name, or remove the row.',
    badName: 'A header’s name has letters, digits and hyphens only.',
    noValue: 'Enter the secret value.',
    twice: 'This header is already there.',
  },

  secrets: {
    set: 'Set',
    from: ({ set, fromEnv, fromFile }) =>
      `${set ? 'From' : 'Not there yet:'} ${fromEnv ? `environment variable ${fromEnv}` : `file ${fromFile}`}`,
    replace: 'Replace',
    keep: 'Keep the old one',
    replaceHelp: 'Leave it empty to keep the old one.',
    again: 'Enter it again: a secret never follows to another host or Auth Type.',
    missing: (label) => `Enter the ${label}.`,
  },

  problems: {
    run: 'Run id',
    named: (name) => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' '),
    rule: (id) => `Rule ${id}`,
    again: 'Try again',
    slow: { title: 'The server took too long', detail: 'Nothing was heard of it in time. Try again in a moment.' },
    unreachable: {
      title: 'The server cannot be reached',
      detail: 'Check your connection, and whether AppConnector runs. Nothing that you typed is lost.',
    },
    unreadable: (status) => ({ title: `The server answered ${status}`, detail: 'What it said cannot be read.' }),
  },
};
