import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { json } from '../api/client';
import type { FoundThing, SearchResults } from '../api/types';
import { useSession } from '../account/useSession';
import type { Page } from '../app/useRoute';
import { useText } from '../i18n';
import { addressOf } from './address';

const PAUSE_MS = 150;

/** Something to choose: what it is called, where it leads. */
export interface Choice {
  key: string;
  title: string;
  found?: FoundThing;
  /** Address on this page; a page's own name for those that have one. */
  to: string;
}

export interface Group {
  title: string;
  choices: Choice[];
}

/** The value, once it has not changed for a moment. */
export function usePause<T>(value: T, millis = PAUSE_MS): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), millis);
    return () => clearTimeout(timer);
  }, [value, millis]);
  return rested;
}

/** Words that begin with # are tags: only what has them is looked for. */
export function searchOf(words: string): string {
  const all = words.split(/\s+/);
  const query = new URLSearchParams({ q: all.filter((word) => !isTag(word)).join(' ') });
  all.filter(isTag).forEach((tag) => query.append('tag', tag.slice(1)));
  return query.toString();
}

const isTag = (word: string) => /^[#＃]./u.test(word) && !/[,，]/.test(word);

/** What there is to choose for these words; without words what was in hand last. */
export function usePalette(words: string) {
  const text = useText();
  const asked = usePause(words.trim());
  const { data, error, isFetching } = useQuery({
    queryKey: ['search', asked],
    queryFn: () => json<SearchResults>(`/search?${searchOf(asked)}`),
    placeholderData: keepPreviousData,
  });
  const commands = useCommands().filter((command) => command.title.toLowerCase().includes(words.trim().toLowerCase()));
  const found = (title: string, things: FoundThing[] | undefined): Group => ({
    title, choices: (things ?? []).map((thing) => ({ key: `${thing.kind}-${thing.id}-${thing.message ?? thing.passage ?? ''}`, title: thing.title, found: thing, to: addressOf(thing) })),
  });
  const palette = text.palette;
  const groups = [
    found(asked ? palette.conversations : palette.recent, data?.conversations),
    found(asked ? palette.notes : palette.recentNotes, data?.notes),
    found(asked ? palette.files : palette.recentFiles, data?.files),
    { title: palette.commands, choices: commands },
  ].filter((group) => group.choices.length > 0);
  return { groups, error, searching: isFetching || asked !== words.trim() };
}

function useCommands(): Choice[] {
  const text = useText();
  const { may, signInNeeded } = useSession();
  const page = (to: Page, title: string, shown: boolean) => ({ key: to, title, to: `/${to === 'chat' ? '' : to}`, shown });
  return [
    page('chat', text.newChat, true),
    { key: 'note', title: text.palette.newNote, to: '/space/notes/new', shown: may('OWN_SPACE') },
    page('space', text.space.title, may('OWN_SPACE')),
    page('assistants', text.assistants.title, may('MANAGE_ASSISTANTS')),
    page('agents', text.agents.title, may('RUN_AGENTS')),
    page('settings', text.providers.settings, may('SEE_PROVIDERS')),
    page('abilities', text.abilities.title, may('SEE_MODELS')),
    page('usage', text.usage.title, may('SEE_USAGE')),
    page('account', text.account.account, signInNeeded),
    page('keys', text.keys.title, signInNeeded && may('OWN_KEYS')),
    page('members', text.members.title, signInNeeded && may('MANAGE_MEMBERS')),
    page('organisations', text.organisations.title, signInNeeded && may('MANAGE_ORGANISATIONS')),
    page('audit', text.audit.title, signInNeeded && may('SEE_AUDIT')),
  ].filter((command) => command.shown);
}
