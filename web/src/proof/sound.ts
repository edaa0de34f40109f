/** Whether a file is sound, or a film with sound. */
export const isSound = (type: string) => /^(audio|video)\//.test(type);

const TIME = /^(?:(\d+):)?(\d{1,2}):(\d{2})–/;

/** At which second a passage of sound is said: its innermost heading is its time, such as 1:02:05–1:02:41. */
export function secondOf(headings: string[]): number | undefined {
  const match = TIME.exec(headings.at(-1) ?? '');
  return match ? Number(match[1] ?? 0) * 3600 + Number(match[2]) * 60 + Number(match[3]) : undefined;
}
