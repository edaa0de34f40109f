export interface Part {
  text: string;
  marked: boolean;
}

/** A text cut at its marks, in order; marks lie apart and in order, as the server says them. */
export function parts(text: string, marks: { start: number; end: number }[]): Part[] {
  const all: Part[] = [];
  let at = 0;
  for (const { start, end } of marks) {
    all.push({ text: text.slice(at, start), marked: false }, { text: text.slice(start, end), marked: true });
    at = end;
  }
  all.push({ text: text.slice(at), marked: false });
  return all.filter((part) => part.text !== '');
}
