import type { SpaceDocument } from '../api/types';

export const KINDS = ['pdf', 'text', 'office', 'table', 'slides', 'web', 'mail', 'other'] as const;
export type Kind = (typeof KINDS)[number];

const BY_TYPE: [RegExp, Kind][] = [
  [/pdf/, 'pdf'], [/spreadsheet|excel|csv/, 'table'], [/presentation|powerpoint/, 'slides'], [/word|opendocument\.text|rtf|epub/, 'office'],
  [/html/, 'web'], [/rfc822|outlook/, 'mail'], [/^text\//, 'text'],
];

/** Of what kind a file is, as far as it was read. */
export const kindOf = (type: string): Kind => BY_TYPE.find(([pattern]) => pattern.test(type))?.[1] ?? 'other';

export interface Filter {
  /** In the name or the folder, in any letter case. */
  words: string;
  kind: Kind | undefined;
  /** Added within so many days. */
  days: number | undefined;
}

export const ALL: Filter = { words: '', kind: undefined, days: undefined };

const DAY_MS = 86_400_000;

/** Those that pass, in the order in which they came. */
export function passing<T extends Pick<SpaceDocument, 'name' | 'folder' | 'type' | 'createdAt'>>(documents: T[], { words, kind, days }: Filter, now: number): T[] {
  const wanted = words.trim().toLowerCase();
  return documents.filter(
    (document) =>
      `${document.folder}/${document.name}`.toLowerCase().includes(wanted) &&
      (kind === undefined || kindOf(document.type) === kind) &&
      (days === undefined || Date.parse(document.createdAt) >= now - days * DAY_MS),
  );
}
