import type { Dictionary } from './en';

const STEPS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Decimal units, as disks and models are sold: 1117320768 is 1.1 GB. */
export function bytes(n: number): string {
  let step = 0;
  let value = n;
  while (value >= 999.5 && step < STEPS.length - 1) {
    value /= 1000;
    step++;
  }
  return `${value < 9.95 && step > 0 ? value.toFixed(1) : Math.round(value)} ${STEPS[step]}`;
}

/** Seconds up to 90, then minutes. */
export function duration(seconds: number, text: Dictionary): string {
  return seconds <= 90 ? text.seconds(Math.max(1, Math.round(seconds))) : text.minutes(Math.round(seconds / 60));
}

/** Three digits that mean something. */
export const figure = (n: number) => (n >= 100 ? n.toFixed(0) : n.toFixed(1));
