import type { SpaceDocument, SpaceFilter } from '../api/types';

export const KINDS = ['pdf', 'text', 'office', 'table', 'slides', 'web', 'mail', 'sound', 'other'] as const;
export type Kind = (typeof KINDS)[number];

const BY_TYPE: [RegExp, Kind][] = [
  [/pdf/, 'pdf'], [/spreadsheet|excel|csv/, 'table'], [/presentation|powerpoint/, 'slides'], [/word|opendocument\.text|rtf|epub/, 'office'],
  [/html/, 'web'], [/rfc822|outlook/, 'mail'], [/^(audio|video)\//, 'sound'], [/^text\//, 'text'],
];

/** Of what kind a file is, as far as it was read. */
export const kindOf = (type: string): Kind => BY_TYPE.find(([pattern]) => pattern.test(type))?.[1] ?? 'other';

export interface Filter {
  /** In the name or the folder, in any letter case. */
  words: string;
  kind: Kind | undefined;
  /** Added within so many days. */
  days: number | undefined;
  /** All of which a file has. */
  tags: string[];
  /** In which a file stands, or in one below. */
  folder: string | undefined;
}

export const ALL: Filter = { words: '', kind: undefined, days: undefined, tags: [], folder: undefined };

const DAY_MS = 86_400_000;

/** Those that pass, in the order in which they came. */
export function passing<T extends Pick<SpaceDocument, 'name' | 'folder' | 'type' | 'createdAt' | 'tags'>>(documents: T[], { words, kind, days, tags, folder }: Filter, now: number): T[] {
  const wanted = words.trim().toLowerCase();
  return documents.filter(
    (document) =>
      `${document.folder}/${document.name}`.toLowerCase().includes(wanted) &&
      (kind === undefined || kindOf(document.type) === kind) &&
      tags.every((tag) => document.tags.includes(tag)) &&
      (folder === undefined || document.folder === folder || document.folder.startsWith(`${folder}/`)) &&
      (days === undefined || Date.parse(document.createdAt) >= now - days * DAY_MS),
  );
}

/** The folders in which files stand, and those above, by name. */
export function foldersOf(documents: readonly Pick<SpaceDocument, 'folder'>[]): string[] {
  const all = new Set<string>();
  for (const { folder } of documents) {
    folder.split('/').forEach((_, i, names) => folder && all.add(names.slice(0, i + 1).join('/')));
  }
  return [...all].sort();
}

/** The same filter as a search has it; its words are of names and mean nothing there. */
export const searchFilter = ({ kind, days, tags, folder }: Filter, now: number): SpaceFilter => ({
  tags, kinds: kind ? [kind.toUpperCase() as NonNullable<SpaceFilter['kinds']>[number]] : null, folder: folder ?? null,
  // to the minute, so that the same question is the same
  after: days === undefined ? null : new Date(Math.floor((now - days * DAY_MS) / 60_000) * 60_000).toISOString(), before: null, documents: null,
});

/** So many files are seen at once, without a filter. */
export const FEW = 5;
