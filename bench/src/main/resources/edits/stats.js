/** Small statistics over arrays of numbers. */

export function mean(values) {
  requireSome(values);
  let sum = 0;
  for (const value of values) {
    sum += value;
  }
  return sum / values.length;
}

export function variance(values) {
  requireSome(values);
  const center = mean(values);
  let sum = 0;
  for (const value of values) {
    sum += (value - center) * (value - center);
  }
  return sum / values.length;
}

export function median(values) {
  requireSome(values);
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length % 2 === 1) {
    return sorted[middle];
  }
  return (sorted[middle - 1] + sorted[middle]) / 2;
}

export function histogram(values, width) {
  const counts = new Map();
  for (const value of values) {
    const bin = Math.floor(value / width) * width;
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  return counts;
}

function requireSome(values) {
  if (values.length === 0) {
    throw new RangeError('there are no values');
  }
}
