import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api, ApiError, asProblem } from '../api/client';
import type { ServerEvent } from '../api/sse';
import type { Conversation, Message, Problem } from '../api/types';

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

const empty = (id: string, parentId: string, model: string): Message => ({
  id, parentId, model, role: 'assistant', content: '', finishReason: null, promptTokens: null, completionTokens: null,
  tokensPerSecond: null, durationMs: null, joules: null, joulesMeasured: null, yuan: null, createdAt: new Date().toISOString(),
});

/** Sends turns and follows the answers; one at a time. */
export function useAnswer(onMessage: (message: Message) => void) {
  const client = useQueryClient();
  const [running, setRunning] = useState<Running>();
  const [problem, setProblem] = useState<Problem & { conversationId: string }>();
  const abort = useRef<AbortController>(undefined);

  const follow = useCallback(
    async (id: string, start: (signal: AbortSignal) => AsyncGenerator<ServerEvent>) => {
      const controller = new AbortController();
      abort.current = controller;
      setProblem(undefined);
      setRunning({ conversationId: id, text: '' });
      const update = (message: Message) => {
        client.setQueryData<Conversation>(['conversation', id], (old) => old && add(old, message));
        onMessage(message);
      };
      try {
        for await (const event of start(controller.signal)) {
          if (event.name === 'user' || event.name === 'done') update(JSON.parse(event.data) as Message);
          if (event.name === 'user') void client.invalidateQueries({ queryKey: ['conversations'] });
          if (event.name === 'start') {
            const { id: messageId, parentId, model } = JSON.parse(event.data) as Record<string, string>;
            update(empty(messageId!, parentId!, model!));
            setRunning({ conversationId: id, messageId, text: '' });
          }
          if (event.name === 'delta') {
            const { text } = JSON.parse(event.data) as { text: string };
            setRunning((r) => r && { ...r, text: r.text + text });
          }
          if (event.name === 'error') setProblem({ ...asProblem(event.data), conversationId: id });
        }
      } catch (e) {
        if (!controller.signal.aborted) {
          const offline = !(e instanceof ApiError) || e.status === 0;
          setProblem({ code: offline ? 'offline' : 'failed', message: String((e as Error).message), conversationId: id });
        }
      } finally {
        setRunning(undefined);
        void client.invalidateQueries({ queryKey: ['conversation', id] });
        void client.invalidateQueries({ queryKey: ['conversations'] });
        void client.invalidateQueries({ queryKey: ['models'] });
        void client.invalidateQueries({ queryKey: ['budgets'] });
      }
    },
    [client, onMessage],
  );

  const say = useCallback(
    (id: string, parentId: string | null, content: string) =>
      follow(id, (signal) => api.say(id, { parentId, content }, signal)),
    [follow],
  );
  const regenerate = useCallback(
    (id: string, message: string) => follow(id, (signal) => api.regenerate(id, message, signal)),
    [follow],
  );
  const stop = useCallback(() => {
    if (running) void api.stop(running.conversationId).catch(() => abort.current?.abort());
  }, [running]);

  useEffect(() => () => abort.current?.abort(), []);
  return { running, problem, clearProblem: () => setProblem(undefined), say, regenerate, stop };
}
