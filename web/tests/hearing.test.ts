import { describe, expect, it } from 'vitest';
import type { Threshold } from '../src/hearing/audiometry';
import { grade, mean } from '../src/hearing/figures';

const points = (ear: Threshold['ear'], levels: Record<number, number>): Threshold[] =>
  Object.entries(levels).map(([hertz, level]) => ({ ear, hertz: Number(hertz), level, beyond: false }));

describe('figures of an audiogram', () => {
  it('mean is of 0.5, 1, 2 and 4 kHz of one ear, and nothing where one of them is missing', () => {
    const thresholds = [...points('RIGHT', { 250: 90, 500: 10, 1000: 20, 2000: 30, 4000: 60, 8000: 90 }), ...points('LEFT', { 500: 10, 1000: 20 })];

    expect(mean(thresholds, 'RIGHT')).toBe(30);
    expect(mean(thresholds, 'LEFT')).toBeUndefined();
  });

  it('grades are those of the World report on hearing 2021', () => {
    expect([-5, 19.9, 20, 34.9, 35, 50, 65, 79.9, 80, 120].map(grade)).toEqual(
      ['none', 'none', 'mild', 'mild', 'moderate', 'moderatelySevere', 'severe', 'severe', 'profound', 'profound']);
  });
});
