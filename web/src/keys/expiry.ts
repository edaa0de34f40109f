import { useText } from '../i18n';

const DAY_MILLIS = 86_400_000;

/** Instead of days: the end stays. */
export const KEEP = -1;

/** When a key ends that shall work for so many days; 0 for ever. */
export const endsAfter = (days: number) => (days === 0 ? null : new Date(Date.now() + days * DAY_MILLIS).toISOString());

/** What one may choose, the soonest first. */
export function useExpiries() {
  const { expiries } = useText().keys;
  return Object.entries(expiries).map(([value, label]) => ({ value: Number(value), label })).sort((a, b) => (a.value || Infinity) - (b.value || Infinity));
}
