import type { Ears } from './aid/settings';
import type { Ear, Reliability, Threshold } from './audiometry';

export const FREQUENCIES = [250, 500, 1000, 2000, 4000, 8000];
const MEAN = [500, 1000, 2000, 4000];

/** The threshold in dB HL at a frequency; undefined where it was not measured. */
export const at = (thresholds: Threshold[], ear: Ear, hertz: number) => thresholds.find((each) => each.ear === ear && each.hertz === hertz);

/** The mean at 0.5, 1, 2 and 4 kHz; undefined where one of them is missing. */
export function mean(thresholds: Threshold[], ear: Ear): number | undefined {
  const levels = MEAN.map((hertz) => at(thresholds, ear, hertz)?.level);
  return levels.every((level) => level !== undefined) ? levels.reduce((sum, level) => sum + level, 0) / MEAN.length : undefined;
}

export const GRADES = ['none', 'mild', 'moderate', 'moderatelySevere', 'severe', 'profound'] as const;
export type Grade = (typeof GRADES)[number];

/** WHO, World report on hearing 2021: of the better ear, by the mean. */
export const grade = (decibels: number): Grade => GRADES[[20, 35, 50, 65, 80].filter((limit) => decibels >= limit).length] ?? 'profound';

/** What an aid is fitted to: of each ear the newest audiogram that may be used. */
export function earsOf(newestFirst: { thresholds: Threshold[]; reliability: Reliability }[]): Ears {
  const of = (ear: Ear) => {
    const points = newestFirst.find(({ thresholds, reliability }) => reliability !== 'POOR' && thresholds.some((each) => each.ear === ear))?.thresholds.filter((each) => each.ear === ear);
    const rising = points?.sort((a, b) => a.hertz - b.hertz);
    return rising && { frequencies: rising.map(({ hertz }) => hertz), levels: rising.map(({ level }) => level) };
  };
  const [right, left] = [of('RIGHT'), of('LEFT')];
  return { ...(right && { right }), ...(left && { left }) };
}
