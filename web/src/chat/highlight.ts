import hljs from 'highlight.js/lib/common';
import './highlight.css';

/** Longer code is shown without colours: highlighting would freeze the page. */
const MOST_CHARACTERS = 50_000;

/** HTML of the code; highlight.js escapes everything that is not its own markup. */
export function highlight(code: string, language: string): string {
  if (code.length > MOST_CHARACTERS) return escape(code);
  return hljs.getLanguage(language)
    ? hljs.highlight(code, { language, ignoreIllegals: true }).value
    : escape(code);
}

const escape = (code: string) => code.replace(/[&<>]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : '&gt;'));
