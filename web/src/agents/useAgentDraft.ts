import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ApiError } from '../api/client';
import type { Agent } from '../api/types';
import { useDraft } from '../chat/useDraft';
import { agentsApi, DRAFTS, RELEASED } from './api';
import { parse } from './places';
import { written } from './written';

const PAUSE_MS = 1_000;
const LONG = 15_000;

export type SaveState = 'saved' | 'unsaved' | 'saving' | 'invalid' | 'failed' | 'conflict';

/** What was left in the editor and is on no server: after the revision that it was made from. */
const pack = (revision: number, text: string) => `${revision}\n${text}`;
const unpack = (left: string) => {
  const [, revision, text] = /^(\d+)\n([^]*)$/.exec(left) ?? [];
  return text === undefined ? undefined : { revision: Number(revision), text };
};

const inOrder = (_: string, value: unknown) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value);
const isSame = (one: unknown, other: unknown) => JSON.stringify(one, inOrder) === JSON.stringify(other, inOrder);

/** What was left unsaved of this draft; nothing where it has arrived meanwhile. */
function leftOf(left: string, agent: Agent) {
  const before = unpack(left);
  return before && !isSame(parse(before.text).draft, agent.draft) ? before : undefined;
}

const stateOf = (text: string, saved: string | undefined): SaveState => (text === saved ? 'saved' : parse(text).draft ? 'unsaved' : 'invalid');

/**
 * The draft of an agent while it is written, as text. It is saved whenever the writing pauses, one save after the other, and told apart
 * from what others save meanwhile. What is no JSON is not saved, and is still here when one comes back.
 */
export function useAgentDraft(agent: Agent) {
  const client = useQueryClient();
  const [left, leave] = useDraft(`agent ${agent.id}`);
  const [before] = useState(() => leftOf(left, agent));
  const [text, setText] = useState(() => before?.text ?? written(agent.draft));
  const [kept, setKept] = useState(agent);
  const [state, setState] = useState<SaveState>(() => (before === undefined ? 'saved' : before.revision === agent.revision ? 'unsaved' : 'conflict'));
  const [refusal, setRefusal] = useState('');
  const parsed = useMemo(() => parse(text), [text]);
  const latest = useRef({ text, kept, state, saved: before ? undefined : text });
  latest.current.text = text;
  latest.current.state = state;
  const queue = useRef(Promise.resolve());

  const take = useCallback((next: Agent) => {
    latest.current.kept = next;
    setKept(next);
    void client.invalidateQueries({ queryKey: DRAFTS, exact: true });
  }, [client]);

  const saveNow = useCallback(async (leaving: boolean) => {
    const now = latest.current;
    const sent = now.text;
    const { draft } = parse(sent);
    if (now.state === 'conflict') return;
    if (sent === now.saved || !draft) return setState(stateOf(sent, now.saved));
    setState('saving');
    try {
      take(await agentsApi.change(now.kept.id, now.kept.revision, draft, leaving));
      now.saved = sent;
      setRefusal('');
      leave(now.text === sent ? '' : pack(now.kept.revision, now.text));
      now.state = stateOf(now.text, sent);
      setState(now.state);
    } catch (e) {
      const conflict = e instanceof ApiError && e.status === 409;
      setRefusal(conflict ? '' : (e as Error).message);
      now.state = conflict ? 'conflict' : 'failed';
      setState(now.state);
    }
  }, [leave, take]);

  const save = useCallback((leaving = false) => (queue.current = queue.current.then(() => saveNow(leaving))), [saveNow]);

  const write = useCallback((next: string) => {
    const { current } = latest;
    current.text = next;
    setText(next);
    if (current.text === current.saved) leave('');
    else leave(pack(current.kept.revision, next));
    if (current.state === 'conflict') return;
    current.state = stateOf(next, current.saved);
    setState(current.state);
  }, [leave]);

  useEffect(() => {
    if (state !== 'unsaved') return;
    const timer = setTimeout(() => void save(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, state, save]);

  useEffect(() => {
    const goes = () => void save(true);
    // a long one is not sent while the page goes
    const isLost = (e: BeforeUnloadEvent) => {
      const { state: now, text: here } = latest.current;
      if (['invalid', 'failed', 'conflict'].includes(now) || (now !== 'saved' && here.length > LONG)) e.preventDefault();
    };
    addEventListener('pagehide', goes);
    addEventListener('beforeunload', isLost);
    return () => {
      removeEventListener('pagehide', goes);
      removeEventListener('beforeunload', isLost);
      goes();
    };
  }, [save]);

  /** After a conflict: goes on from what is there now. Says the text to be shown where it is theirs. */
  const resolve = async (mine: boolean): Promise<string | undefined> => {
    const there = await agentsApi.draft(kept.id);
    take(there);
    latest.current.state = 'unsaved';
    setState('unsaved');
    if (mine) {
      latest.current.saved = undefined;
      await save();
      return undefined;
    }
    latest.current.saved = written(there.draft);
    return latest.current.saved;
  };

  /** Makes a release of what is written here. Nothing where it can't be saved or has problems. */
  const release = async (): Promise<Agent | undefined> => {
    await save();
    const now = latest.current;
    if (now.text !== now.saved || now.kept.problems.length > 0) return undefined;
    const made = await agentsApi.release(now.kept.id);
    take(made);
    void client.invalidateQueries({ queryKey: RELEASED });
    return made;
  };
  return { text, parsed, agent: kept, state, refusal, write, save, resolve, release };
}
