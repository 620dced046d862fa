import { html } from 'lit';
import { words } from '../words.js';

const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/**
 * How long ago, or until when, in words; of less than a minute no number, which would be wrong at once.
 * @param {string} time RFC 3339
 */
export const relative = (time) => {
  const seconds = (Date.parse(time) - Date.now()) / 1000;
  // Nearly an hour is an hour, and not sixty minutes.
  const unit = UNITS.find(([, length]) => Math.abs(seconds) >= 0.99 * length);
  if (!unit) return words.times.now;
  return new Intl.RelativeTimeFormat(words.locale, { numeric: 'auto' }).format(Math.round(seconds / unit[1]), unit[0]);
};

/** The same with the exact time for whoever needs it. */
export const ago = (time) =>
  html`<time datetime=${time} title=${new Date(time).toLocaleString(undefined, { dateStyle: 'full', timeStyle: 'long' })}
    >${relative(time)}</time
  >`;

/** @param {number} millis as people read it, with its unit */
export const duration = (millis) => `${millis.toLocaleString()} ms`;

/** @param {number} bytes as people read it, with its unit */
export const size = (bytes) =>
  bytes < 1024
    ? `${bytes.toLocaleString()} B`
    : bytes < 1_048_576
      ? `${(bytes / 1024).toLocaleString(undefined, { maximumFractionDigits: 1 })} KB`
      : `${(bytes / 1_048_576).toLocaleString(undefined, { maximumFractionDigits: 1 })} MB`;

/**
 * A length of time that may be long, in its two largest units.
 * @param {number} millis
 */
export const lasting = (millis) => {
  if (millis < 1_000) return duration(Math.round(millis));
  if (millis < 60_000) return `${(millis / 1_000).toLocaleString(undefined, { maximumFractionDigits: 1 })} s`;
  const minutes = Math.round(millis / 60_000);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  const [large, small] = hours < 48 ? [`${hours} h`, minutes % 60 && `${minutes % 60} min`] : [`${Math.floor(hours / 24)} d`, hours % 24 && `${hours % 24} h`];
  return small ? `${large} ${small}` : large;
};
