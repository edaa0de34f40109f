export const SHORTEST = 12;
export const LONGEST = 128;

/** How strong a password is by its length: what it is composed of says little (NIST SP 800-63B, 3.1.1.2). */
export type Strength = 'empty' | 'short' | 'enough' | 'good' | 'strong' | 'long';

const LEVELS: readonly [number, Strength][] = [[LONGEST + 1, 'long'], [24, 'strong'], [16, 'good'], [SHORTEST, 'enough'], [1, 'short'], [0, 'empty']];

/** Characters as the server counts them: a 火 is one, and so is 🔥. */
export const charactersOf = (password: string) => [...password].length;

export const strengthOf = (password: string): Strength => LEVELS.find(([from]) => charactersOf(password) >= from)![1];

export const isTaken = (password: string) => !['empty', 'short', 'long'].includes(strengthOf(password));

/** Whether the server refused a password because it is guessed too soon; which ones are, only it knows. */
export const isGuessable = (refusal: Error) => refusal.message.includes('guessed first');
