const BLOCKS = new Set(['P', 'DIV', 'SECTION', 'ARTICLE', 'MAIN', 'HEADER', 'FOOTER', 'ASIDE', 'FIGURE', 'FIGCAPTION', 'TABLE', 'TR', 'UL', 'OL', 'DL', 'DD', 'DT', 'ADDRESS', 'DETAILS', 'SUMMARY', 'HR']);
const LEFT_OUT = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'IFRAME', 'OBJECT', 'EMBED', 'SVG', 'FORM', 'NAV', 'INPUT', 'TEXTAREA', 'SELECT', 'BUTTON', 'HEAD', 'TITLE']);

/** How deep a stranger's page may nest before the rest is taken as plain text. */
const DEEPEST = 100;

/**
 * A page's text as Markdown: headings, paragraphs, lists, quotations, code, links to http(s). A list of what is taken, so all else is
 * left. The document that the parser makes runs nothing and fetches nothing.
 */
export function toMarkdown(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  return block(body, 0).replace(/[ \t]+\n/g, '\n').replace(/\n{3,}/g, '\n\n').trim();
}

const spaced = (text: string) => text.replace(/\s+/g, ' ');

function block(element: Element, depth: number): string {
  if (depth > DEEPEST) return spaced(element.textContent ?? '');
  let said = '';
  for (const node of element.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) said += spaced(node.textContent ?? '');
    else if (node instanceof Element && !LEFT_OUT.has(node.tagName.toUpperCase())) said += one(node, depth);
  }
  return said;
}

function one(element: Element, depth: number): string {
  const tag = element.tagName;
  if (tag === 'PRE') return `\n\n\`\`\`\n${(element.textContent ?? '').trimEnd().replaceAll('```', "'''")}\n\`\`\`\n\n`;
  if (tag === 'BR') return '\n';
  const inside = block(element, depth + 1);
  if (/^H[1-6]$/.test(tag)) return `\n\n${'#'.repeat(Number(tag[1]))} ${spaced(inside).trim()}\n\n`;
  if (tag === 'LI') return `\n${element.parentElement?.tagName === 'OL' ? '1.' : '-'} ${inside.trim().replace(/\n+/g, '\n  ')}`;
  if (tag === 'BLOCKQUOTE') return `\n\n${inside.trim().split('\n').map((line) => `> ${line}`).join('\n')}\n\n`;
  if (tag === 'TD' || tag === 'TH') return `${spaced(inside).trim()} | `;
  if (tag === 'CODE') return `\`${inside.replaceAll('`', "'")}\``;
  if (tag === 'A') return link(element.getAttribute('href') ?? '', spaced(inside));
  return BLOCKS.has(tag) ? `\n\n${inside}\n\n` : inside;
}

function link(href: string, words: string): string {
  const safe = /^https?:\/\/[^\s<>()]+$/.test(href) && words.trim() !== '' && !/[[\]]/.test(words);
  return safe ? `[${words.trim()}](${href})` : words;
}
