import { spoken } from './spoken';

/** Where a sentence ends, and where one may breathe. After a Latin mark stands a space or a Chinese character, or it belongs to a number, a name, an address. */
const END = /[。！？…]+[”’"'」』）)]*|[.!?]+["'”’)]*(?=[\s\p{Script=Han}])/gu;
const BREATH = /[，：；]|[,;:](?=\s)|——/gu;
const ABBREVIATION = /(?:^|[\s(])(?:Mr|Mrs|Ms|Dr|Prof|St|vs|etc|e\.g|i\.e|No|Fig|approx|[A-Z])\.$/;
const NUMBERED = /^\s*\d{1,3}\.$/;

/** Clauses with fewer words are said with what follows: alone they sound broken off. */
const LEAST = 4;
/** The first one is short: whoever listens waits for it. */
const FIRST = 5;
const ENOUGH = 22;
/** No clause is longer, whatever the text. */
const MOST = 90;

const FENCE = /^\s{0,3}(```+|~~~+)/;

const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|(?:(?!\p{Script=Han})[\p{L}\p{N}'’-]){1,12}/gu;

/** How long a text is when spoken: a Chinese character counts as much as a word of letters; a very long word counts more than once. */
export const weight = (text: string) => text.match(WORD)?.length ?? 0;

/** Whether a link, a piece of code or a tag is open at the end of it: no place to cut. */
const open = (text: string) => {
  const count = (mark: RegExp) => text.match(mark)?.length ?? 0;
  return count(/\[/g) > count(/\]/g) || /\]\([^)]*$/.test(text) || count(/`/g) % 2 === 1 || /<[a-zA-Z/][^>]*$/.test(text);
};

/** Cuts Markdown, as it is being written, into clauses that are spoken one after the other. Code between fences is left out. */
export class ClauseCutter {
  private line = '';
  private fence: string | undefined;
  private first = true;
  /** Whether the line's beginning, which says what kind of line it is, has been said already. */
  private begun = false;

  push(piece: string): string[] {
    const clauses: string[] = [];
    this.line += piece;
    for (let end = this.line.indexOf('\n'); end >= 0; end = this.line.indexOf('\n')) {
      this.whole(this.line.slice(0, end), clauses);
      this.line = this.line.slice(end + 1);
      this.begun = false;
    }
    // a line that may be the beginning of a fence, a table or a rule shows only at its end what it is
    if (this.fence === undefined && (this.begun || !/^\s*([`~|]|[-*_=\s]*$)/.test(this.line))) this.line = this.cut(this.line, clauses);
    return clauses;
  }

  /** What is left when nothing more is written. */
  end(): string[] {
    const clauses: string[] = [];
    this.whole(this.line, clauses);
    this.line = '';
    this.begun = false;
    return clauses;
  }

  private whole(line: string, clauses: string[]) {
    const mark = this.begun ? undefined : FENCE.exec(line)?.[1];
    if (this.fence !== undefined) {
      if (mark?.startsWith(this.fence)) this.fence = undefined;
    } else if (mark !== undefined) {
      this.fence = mark;
    } else {
      this.say(this.cut(line, clauses), clauses);
    }
  }

  /** Says what is complete; the rest remains. */
  private cut(text: string, clauses: string[]): string {
    let rest = text;
    for (let at = this.place(rest); at > 0; at = this.place(rest)) {
      this.say(rest.slice(0, at), clauses);
      rest = rest.slice(at);
      this.begun = true;
    }
    return rest;
  }

  private place(text: string): number {
    const ends = places(text, END, LEAST).filter((at) => !ABBREVIATION.test(text.slice(0, at)) && !(NUMBERED.test(text.slice(0, at)) && !this.begun));
    const breaths = places(text, BREATH, this.first ? FIRST : ENOUGH);
    const at = Math.min(...ends, ...breaths);
    if (at !== Infinity && weight(text.slice(0, at)) <= MOST) return at;
    return weight(text) > MOST ? forced(text) : 0;
  }

  private say(raw: string, clauses: string[]) {
    const said = spoken(raw);
    if (said === '') return;
    this.first = false;
    clauses.push(said);
  }
}

const places = (text: string, mark: RegExp, least: number) =>
  [...text.matchAll(mark)].map((found) => found.index + found[0].length).filter((at) => !open(text.slice(0, at)) && weight(text.slice(0, at)) >= least);

/** Where a text without any mark is cut: at the last space before it is too long, else in the midst of it. */
function forced(text: string): number {
  let at = 0;
  let sum = 0;
  let space = 0;
  for (const part of text.match(/\s+|[\p{Script=Han}]|[^\s\p{Script=Han}]{1,12}/gu) ?? []) {
    if (sum >= MOST) break;
    if (/^\s/.test(part)) space = at;
    else sum++;
    at += part.length;
  }
  return space > at / 2 ? space : at;
}

/** All clauses of a text that is whole. */
export function clausesOf(text: string): string[] {
  const cutter = new ClauseCutter();
  return [...cutter.push(text), ...cutter.end()];
}
