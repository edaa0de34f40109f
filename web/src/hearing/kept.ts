import type { Stored } from './api';

/** A result as this device keeps it. */
export type Result = Omit<Stored, 'createdAt'>;

/** What full scale is on this device, in dB HL at 250 to 8000 Hz. */
export interface DeviceOutput {
  fullScale: number[];
  grade: 'NONE' | 'BIOLOGICAL';
}

const MOST = 200;
const results = (person: string) => `liaoyuan.hearing.results.${person}`;
const OUTPUT = 'liaoyuan.hearing.output';

function read<T>(key: string, fallback: T): T {
  try {
    const text = localStorage.getItem(key);
    return text === null ? fallback : (JSON.parse(text) as T);
  } catch {
    // written by another version, or by hand
    return fallback;
  }
}

/** The newest first. */
export function keptResults(person: string): Result[] {
  const all = read<unknown>(results(person), []);
  return Array.isArray(all) ? (all as Result[]).filter((each) => typeof each?.id === 'string' && Array.isArray(each.thresholds)) : [];
}

export function keep(person: string, result: Result) {
  const others = keptResults(person).filter(({ id }) => id !== result.id);
  localStorage.setItem(results(person), JSON.stringify([result, ...others].slice(0, MOST)));
}

export function forgetKept(person: string, id: string) {
  localStorage.setItem(results(person), JSON.stringify(keptResults(person).filter((each) => each.id !== id)));
}

/** The devices' calibration belongs to the device, whoever sits there. */
export function keptOutput(guessed: number[]): DeviceOutput {
  const output = read<DeviceOutput | undefined>(OUTPUT, undefined);
  return output?.fullScale?.length === guessed.length && output.fullScale.every(Number.isFinite) ? output : { fullScale: guessed, grade: 'NONE' };
}

export const keepOutput = (output: DeviceOutput | undefined) =>
  output ? localStorage.setItem(OUTPUT, JSON.stringify(output)) : localStorage.removeItem(OUTPUT);
