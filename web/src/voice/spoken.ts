const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'" };

/** A line of a table that says how its columns stand. */
const RULE = /^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$/;
const LINE = /^\s*([-*_]\s*){3,}$/;

const cells = (line: string) => line.trim().replace(/^\||\|$/g, '').split('|').map((cell) => cell.trim()).filter((cell) => cell !== '');

/**
 * What of a line of Markdown is said: words without marks, links without their addresses, no pictures, no citations. Empty where
 * nothing is left that can be said.
 */
export function spoken(line: string): string {
  if (RULE.test(line) || LINE.test(line)) return '';
  let said = /^\s*\|.*\|/.test(line) ? cells(line).join(', ') : line;
  said = said
    .replace(/^(\s*>)+\s?/, '')
    .replace(/^\s*#{1,6}\s+/, '')
    .replace(/^\s*[-*+]\s+(\[[ xX]\]\s+)?/, '')
    .replace(/^\s*(\d{1,3})[.)]\s+/, '$1, ')
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\[\^?\d{1,3}\]|【\d{1,3}】/g, '')
    .replace(/<https?:\/\/([^\s/>]+)[^>]*>/g, '$1')
    .replace(/\bhttps?:\/\/([\w.-]+)[^\s，。！？；、）)】」]*/g, '$1')
    .replace(/<\/?[a-zA-Z][^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (_, name: string) => ENTITIES[name]!)
    .replace(/(?<=\d\s?)\*(?=\s?\d)/g, '×')
    .replace(/\*+|~~|`+|\$(?!\d)/g, '')
    .replace(/\s*\|\s*/g, ', ')
    .replace(/(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '')
    .replace(/\p{Extended_Pictographic}[\u{FE0F}\u{200D}\p{Emoji_Modifier}]*/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[”’"'」』）)\]，、；：,;:。.!！?？]+\s*/, '');
  return /[\p{L}\p{N}]/u.test(said) ? said : '';
}
