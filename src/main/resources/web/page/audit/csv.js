const LINE_END = '\r\n';

/** Tells spreadsheets that the text is UTF-8. */
const MARK = '\ufeff';

/** What a spreadsheet would take for a formula, or strip until it is one. */
const FORMULA = /^[=+\-@\t\r]/;

const COLUMNS = {
  sequence: ({ sequence }) => sequence,
  at: ({ at }) => at,
  actor: ({ actor }) => actor?.id,
  actorName: ({ actor }) => actor?.name,
  action: ({ action }) => action,
  objectKind: ({ object }) => object?.kind,
  objectId: ({ object }) => object?.id,
  objectName: ({ object }) => object?.name,
  address: ({ address }) => address,
  outcome: ({ outcome }) => outcome,
  count: ({ count }) => count,
  fields: ({ fields }) => fields.join(' '),
  run: ({ run }) => run,
  mac: ({ mac }) => mac,
};

/**
 * A cell as RFC 4180 has it; a text that a spreadsheet would calculate gets an apostrophe before it, which makes it text there.
 * @param {unknown} value null and undefined are empty
 */
export const cell = (value) => {
  const text = String(value ?? '');
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const line = (values) => values.map(cell).join(',') + LINE_END;

export const csvHead = () => MARK + line(Object.keys(COLUMNS));

/** @param {object} entry of the audit */
export const csvLine = (entry) => line(Object.values(COLUMNS).map((valueOf) => valueOf(entry)));
