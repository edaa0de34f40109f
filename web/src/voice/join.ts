/** Texts that were said one after the other: a space between words of letters, none between Chinese characters. */
export function join(before: string, after: string): string {
  const [a, b] = [before.trimEnd(), after.trim()];
  if (a === '' || b === '') return before === '' ? b : a + b;
  if (/\n$/.test(before)) return before + b;
  const glued = /[\p{Script=Han}，。！？；：、“「（]$/u.test(a) || /^[\p{Script=Han}，。！？；：、”」）,.!?;:]/u.test(b);
  return glued ? a + b : `${a} ${b}`;
}
