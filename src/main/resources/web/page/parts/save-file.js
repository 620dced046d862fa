/**
 * Has the browser save a file.
 * @param {Blob} file
 * @param {string} name
 */
export const saveFile = (file, name) => {
  const url = URL.createObjectURL(file);
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};
