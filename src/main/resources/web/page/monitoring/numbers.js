const digits = (most) => new Intl.NumberFormat(undefined, { maximumSignificantDigits: most });
const TWO_DIGITS = digits(2);
const THREE_DIGITS = digits(3);
const WHOLE = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const TENTHS = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const PERCENT = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: 'short', hour: '2-digit', minute: '2-digit' });
const SECONDS = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** What stands where there is no number. */
export const NO_NUMBER = '–';

/** How often in a minute: few calls by two digits, many by whole ones. */
export const perMinute = (rate) => {
  if (rate === null) return NO_NUMBER;
  return rate >= 10 ? WHOLE.format(rate) : rate >= 1 ? TENTHS.format(rate) : TWO_DIGITS.format(rate);
};

export const whole = (number) => (number === null ? NO_NUMBER : WHOLE.format(number));

/** A part of a whole; what is less than can be shown is not said to be none. */
export const percent = (part) => {
  if (part === null) return NO_NUMBER;
  return part > 0 && part < 0.001 ? `< ${PERCENT.format(0.001)}` : PERCENT.format(part);
};

const UNITS = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1_000, 's'],
];

/** @param {number | null} millis with its unit, to some three digits, as nobody reads more of a time */
export const length = (millis) => {
  if (millis === null) return NO_NUMBER;
  const [size, unit] = UNITS.find(([size]) => millis >= size) ?? [1, 'ms'];
  return `${(unit === 'ms' ? THREE_DIGITS : TWO_DIGITS).format(millis / size)} ${unit}`;
};

/** @param {number} at milliseconds since 1970, by the reader's clock */
export const clock = (at) => CLOCK.format(at);

/** The same to the second. */
export const clockWithSeconds = (at) => SECONDS.format(at);

/** The same with the day where that is not today's. */
export const clockOrDay = (at) => (new Date(at).toDateString() === new Date().toDateString() ? clock(at) : DAY.format(at));
