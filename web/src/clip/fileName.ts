const LONGEST = 120;

/** A name for a file, made of what something is called. */
export function fileName(called: string, end: string): string {
  const clean = called.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ').replace(/^https?:\/\//, '').replace(/[/\\:*?"<>|]+/g, '-').replace(/\s+/g, ' ').trim();
  const short = [...clean].slice(0, LONGEST).join('').trim();
  return `${short || 'clip'}.${end}`;
}
