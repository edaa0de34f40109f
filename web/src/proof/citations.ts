import type { Message } from '../api/types';

/** Code, and links with their addresses: what looks like a citation there is none. */
const CODE = /(^ {0,3}(```+|~~~+)[\s\S]*?(?:^ {0,3}\2[`~]*\s*$|$(?![\s\S]))|`[^`\n]+`|!?\[[^\]\n]*\]\([^)\n]*\))/gm;

const CITED = /\[(\d{1,3})\](?!\()/g;

/** Addresses by which the page's own links are told from those of a model's making; never fetched. */
export const EVIDENCE = '#evidence-';
export const UNSUPPORTED = '#unsupported';

type Proven = Pick<Message, 'content' | 'evidence' | 'proof'>;

/** An answer's Markdown whose citations are links, and whose sentences without support end in one that says so. */
export function linked({ content, evidence, proof }: Proven): string {
  let marked = content;
  for (const claim of [...(proof?.claims ?? [])].reverse()) {
    if (!claim.supported) marked = `${marked.slice(0, claim.end)} [?](${UNSUPPORTED})${marked.slice(claim.end)}`;
  }
  if (evidence.length === 0) return marked;
  let out = '';
  let at = 0;
  const links = (text: string) => text.replace(CITED, (whole, number: string) => (Number(number) >= 1 && Number(number) <= evidence.length ? `[${number}](${EVIDENCE}${number})` : whole));
  for (const code of marked.matchAll(CODE)) {
    out += links(marked.slice(at, code.index)) + code[0];
    at = code.index + code[0].length;
  }
  return out + links(marked.slice(at));
}

/** Numbers of the evidence that an answer uses, in order. */
export function used({ proof }: Pick<Message, 'proof'>): Set<number> {
  return new Set((proof?.claims ?? []).flatMap((claim) => claim.numbers));
}
