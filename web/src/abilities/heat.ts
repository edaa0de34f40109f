/** The lower bounds at which the scale's five steps begin; their colours are in base.css, by the theme. */
export const STEPS = [0, 0.1, 0.25, 0.4, 0.55] as const;

/** Which step a bound is on, 0 to 4. */
export const stepOf = (bound: number) => STEPS.findLastIndex((from) => bound >= from);

/** Two digits are more than so few questions can say; three would be a lie. */
export const boundText = (bound: number) => bound.toFixed(2);
