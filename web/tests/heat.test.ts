import { describe, expect, it } from 'vitest';
import { boundText, STEPS, stepOf } from '../src/abilities/heat';

describe('the heat map', () => {
  it('puts each bound on the step that begins at or below it', () => {
    expect([0, 0.099, 0.1, 0.24, 0.25, 0.4, 0.55, 1].map(stepOf)).toEqual([0, 0, 1, 1, 2, 3, 4, 4]);
  });

  it('reaches its last step with the questions there are: eight of eight give 0.68', () => {
    expect(stepOf(0.6756)).toBe(STEPS.length - 1);
    expect(boundText(0.6756)).toBe('0.68');
  });
});
