/**
 * Texts that came into the page other than by typing: pasted, dropped, handed over. A turn that holds one is not looked through for
 * facts about whoever sends it.
 */
const pieces: string[] = [];
const MOST_PIECES = 50;
/** A pasted word or number is one's own all the same. */
const SHORT = 20;

const flat = (text: string) => text.replace(/\s+/g, ' ').trim();

export function foreign(text: string) {
  const piece = flat(text);
  if (piece.length <= SHORT && !text.includes('\n')) return;
  pieces.push(piece);
  if (pieces.length > MOST_PIECES) pieces.shift();
}

/** Whether somebody typed it all. */
export const isOwnWords = (content: string) => !pieces.some((piece) => piece !== '' && flat(content).includes(piece));

export function watchForeign(target: Pick<Window, 'addEventListener'> = window) {
  target.addEventListener('paste', (e) => foreign(e.clipboardData?.getData('text/plain') ?? ''), true);
  target.addEventListener('drop', (e) => foreign(e.dataTransfer?.getData('text/plain') ?? ''), true);
}
