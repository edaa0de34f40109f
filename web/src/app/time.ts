/** A moment as the reader's place writes it, to the minute; without the year in the present one. */
export function moment(at: string, language: string, now = new Date()): string {
  const date = new Date(at);
  const year = date.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return date.toLocaleString(language, { year, month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false });
}

/** A day as the reader's place writes it. */
export const dayOf = (at: string, language: string) => new Date(at).toLocaleDateString(language, { year: 'numeric', month: 'short', day: 'numeric' });
