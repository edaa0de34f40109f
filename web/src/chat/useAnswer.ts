import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api, ApiError, type AnswerEvent } from '../api/client';
import { newId } from '../api/newId';
import { isOwnWords } from '../memory/foreign';
import type { AnswerEvents, Conversation, Message, Problem, SourceKind, SpaceFilter } from '../api/types';

type Start = (signal: AbortSignal) => AsyncGenerator<AnswerEvent>;

/** An answer on its way. */
export interface Running {
  conversationId: string;
  messageId?: string;
  text: string;
}

const add = (conversation: Conversation, message: Message): Conversation => ({
  ...conversation,
  messages: [...conversation.messages.filter((m) => m.id !== message.id), message],
});

const empty = (conversationId: string, start: AnswerEvents['start']): Message => ({
  ...start, conversationId, role: 'assistant', content: '', finishReason: null, promptTokens: null, completionTokens: null,
  tokensPerSecond: null, durationMs: null, joules: null, joulesMeasured: null, yuan: null, sources: [], collections: [], material: null, leftOut: 0, evidence: [], proof: null, createdAt: new Date().toISOString(),
});

/** A turn of which nothing was heard: perhaps it arrived. The same words in the same place are it again, and are there once. */
interface Unsure {
  id: string;
  conversation: string;
  parentId: string | null;
  content: string;
}

const MOST_TRIES = 5;
const wait = (millis: number) => new Promise((done) => setTimeout(done, millis));
const isEnd = (event: AnswerEvent) => event.name === 'done' || event.name === 'error';

/** The events of an answer to its end: it goes on without us, so a connection that is lost is made again. */
async function* steady(id: string, start: Start, signal: AbortSignal): AsyncGenerator<AnswerEvent> {
  let heard = false;
  for (let tries = 0, source = start; ; tries++, source = (s) => api.listen(id, s)) {
    try {
      for await (const event of source(signal)) {
        heard = true;
        tries = 0;
        yield event;
        if (isEnd(event)) return;
      }
      // nothing is being made (any more): what the server has stored says how it ended
      if (!heard || tries > 0) return;
    } catch (e) {
      if (signal.aborted || !heard || tries >= MOST_TRIES) throw e;
    }
    await wait(500 * 2 ** tries);
  }
}

/** Sends turns and follows the answers; one at a time. */
export function useAnswer(onMessage: (message: Message) => void) {
  const client = useQueryClient();
  const [running, setRunning] = useState<Running>();
  const [problem, setProblem] = useState<Problem & { conversationId: string }>();
  const abort = useRef<AbortController>(undefined);

  /** Whether the server was reached and let us in; if not, nothing was said. */
  const follow = useCallback(
    async (id: string, start: Start): Promise<boolean> => {
      const controller = new AbortController();
      abort.current = controller;
      setProblem(undefined);
      setRunning({ conversationId: id, text: '' });
      const update = (message: Message) => {
        client.setQueryData<Conversation>(['conversation', id], (old) => old && add(old, message));
        onMessage(message);
      };
      let taken = false;
      const hear = (event: AnswerEvent) => {
        taken = true;
        if (event.name === 'user' || event.name === 'done') update(event.data);
        if (event.name === 'user') void client.invalidateQueries({ queryKey: ['conversations'] });
        if (event.name === 'start') {
          update(empty(id, event.data));
          setRunning({ conversationId: id, messageId: event.data.id, text: '' });
        }
        if (event.name === 'delta') setRunning((r) => r && { ...r, text: r.text + event.data.text });
        if (event.name === 'error') setProblem({ ...event.data, conversationId: id });
      };
      try {
        for await (const event of steady(id, start, controller.signal)) hear(event);
      } catch (e) {
        if (e instanceof ApiError && e.status === 401) return false;
        if (!controller.signal.aborted) {
          const offline = !(e instanceof ApiError) || e.status === 0;
          setProblem({ code: offline ? 'offline' : 'failed', message: String((e as Error).message), conversationId: id });
          if (offline && !taken) return false;
        }
      } finally {
        setRunning(undefined);
        void client.invalidateQueries({ queryKey: ['conversation', id] });
        void client.invalidateQueries({ queryKey: ['conversations'] });
        void client.invalidateQueries({ queryKey: ['models'] });
        void client.invalidateQueries({ queryKey: ['budgets'] });
        void client.invalidateQueries({ queryKey: ['memory'] });
      }
      return true;
    },
    [client, onMessage],
  );

  const unsure = useRef<Unsure>(undefined);
  const say = useCallback(
    async (id: string, parentId: string | null, content: string, sources: SourceKind[], collections: string[], material?: SpaceFilter | null) => {
      const before = unsure.current;
      const same = before?.conversation === id && before.parentId === parentId && before.content === content;
      const turn = same ? before : { id: newId(), conversation: id, parentId, content };
      unsure.current = turn;
      const arrived = await follow(id, (signal) => api.say(id, {
        id: turn.id, parentId, content, ownWords: isOwnWords(content), ...(sources.length > 0 && { sources }), ...(collections.length > 0 && { collections }),
        ...(sources.length + collections.length > 0 && { material: material ?? null }),
      }, signal));
      if (arrived) unsure.current = undefined;
      return arrived;
    },
    [follow],
  );
  const regenerate = useCallback(
    (id: string, message: string, sources?: SourceKind[]) => follow(id, (signal) => api.regenerate(id, message, sources, signal)),
    [follow],
  );
  const listen = useCallback((id: string) => follow(id, (signal) => api.listen(id, signal)), [follow]);
  const stop = useCallback(() => {
    if (running) void api.stop(running.conversationId).catch(() => abort.current?.abort());
  }, [running]);

  useEffect(() => () => abort.current?.abort(), []);
  return { running, problem, clearProblem: () => setProblem(undefined), say, regenerate, listen, stop };
}
