const sheets = new Map();

/**
 * Loads a style sheet that the first view does without. One that failed is tried again.
 * @param {string} address
 * @returns {Promise<void>}
 */
export const styleSheet = (address) => {
  if (!sheets.has(address)) sheets.set(address, link(address));
  return sheets.get(address);
};

const link = (address) =>
  new Promise((resolve, reject) => {
    const sheet = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: address });
    sheet.addEventListener('load', () => resolve());
    sheet.addEventListener('error', (event) => {
      sheets.delete(address);
      sheet.remove();
      reject(event);
    });
    document.head.append(sheet);
  });
