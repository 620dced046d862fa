const count = (number, one, many) => `${number.toLocaleString()} ${number === 1 ? one : many}`;
const KINDS = { connector: 'Connected app', activity: 'Saved activity' };

/** The texts of export and import. */
export const transferWords = {
  exportButton: 'Export',
  importButton: 'Import',
  exported: 'Exported. The file holds no secret.',
  notExported: 'Nothing was exported',

  title: 'Import connected apps',
  doneTitle: 'Imported',
  lead: 'Takes connected apps and saved activities from a file that another AppConnector exported. What the file does not name stays as it is.',
  file: 'File',
  fileHelp: 'YAML, as Export writes it. You see what it changes before anything happens.',
  reading: 'Reading the file…',
  kind: (kind) => KINDS[kind],
  create: (number) => `New: ${number.toLocaleString()}`,
  update: (number) => `Changed: ${number.toLocaleString()}`,
  unchanged: (number) => `${count(number, 'entry', 'entries')} of the file ${number === 1 ? 'is' : 'are'} here already, unchanged.`,
  nothing: 'Everything in this file is here already. There is nothing to import.',
  needed: 'Secrets to add',
  neededText: 'A connected app without its secret is paused. Open it, replace the secret, then resume it.',
  neededOf: (connector, field) => `${connector}: ${field.slice(1)}`,
  from: ({ fromEnv, fromFile }) => (fromEnv ? `or set ${fromEnv}` : `or put it into ${fromFile}`),
  faults: (number) => `The file has ${count(number, 'fault', 'faults')}. Nothing was imported`,
  done: (created, updated) => `${count(created, 'entry is', 'entries are')} new, ${count(updated, 'entry was', 'entries were')} changed.`,
  close: 'Close',
};
