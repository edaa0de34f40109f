import type { Dictionary } from '../i18n/en';

/** How long something took: milliseconds below a second, then seconds, minutes, hours and days. */
export function spent(millis: number, text: Dictionary): string {
  const units = text.runs.units;
  if (millis < 1_000) return units.millis(Math.round(millis));
  const seconds = millis / 1_000;
  if (seconds < 90) return units.seconds(seconds < 10 ? seconds.toFixed(1) : seconds.toFixed(0));
  const minutes = seconds / 60;
  if (minutes < 90) return units.minutes(Math.round(minutes));
  return minutes < 48 * 60 ? units.hours(Math.round(minutes / 60)) : units.days(Math.round(minutes / 60 / 24));
}
