const JOULES_PER_KWH = 3.6e6;

/** Two digits that mean something below a cent's worth, cents above, whole yuan above a hundred. */
export function yuan(n: number): string {
  if (n === 0) return '¥0';
  if (n < 0.01) return `¥${n.toLocaleString('en', { maximumSignificantDigits: 2 })}`;
  return `¥${n.toLocaleString('en', { minimumFractionDigits: n < 100 ? 2 : 0, maximumFractionDigits: n < 100 ? 2 : 0 })}`;
}

export const whole = (n: number) => Math.round(n).toLocaleString('en');

export const decimal = (n: number) => n.toLocaleString('en', { maximumSignificantDigits: n >= 1000 ? 6 : 3 });

/** Joules, kJ, MJ, or kWh from one on. */
export function energy(joules: number): string {
  if (joules >= JOULES_PER_KWH) return `${decimal(joules / JOULES_PER_KWH)} kWh`;
  if (joules >= 1e6) return `${decimal(joules / 1e6)} MJ`;
  if (joules >= 1e3) return `${decimal(joules / 1e3)} kJ`;
  return `${decimal(joules)} J`;
}

export const carbon = (grams: number) => (grams >= 1000 ? `${decimal(grams / 1000)} kg` : `${decimal(grams)} g`);

/** The local date as the server writes it. */
export const isoDay = (date: Date) =>
  `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;

/** Every day of a range, those without a row too: a gap is a zero, not nothing. */
export function days(from: string, to: string): string[] {
  const all: string[] = [];
  const end = Date.parse(`${to}T00:00:00Z`);
  for (let day = Date.parse(`${from}T00:00:00Z`); day <= end && all.length < 400; day += 86_400_000) {
    all.push(new Date(day).toISOString().slice(0, 10));
  }
  return all;
}
