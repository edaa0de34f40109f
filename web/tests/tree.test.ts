import { describe, expect, it } from 'vitest';
import type { Message } from '../src/api/types';
import { branch, choose } from '../src/chat/tree';

const message = (id: string, parentId: string | null, role: Message['role']): Message => ({
  id, parentId, conversationId: 'c', role, content: id, model: null, finishReason: null, promptTokens: null, completionTokens: null,
  tokensPerSecond: null, durationMs: null, joules: null, joulesMeasured: null, yuan: null, sources: [], collections: [], material: null, leftOut: 0, evidence: [], proof: null, createdAt: '2026-01-01T00:00:00Z',
});

const ids = (turns: ReturnType<typeof branch>) => turns.map((t) => t.message.id);

// two questions at the root; the second has two answers, the newer of which goes on
const messages = [
  message('q1', null, 'user'), message('a1', 'q1', 'assistant'),
  message('q2', null, 'user'), message('a2', 'q2', 'assistant'), message('a3', 'q2', 'assistant'), message('q3', 'a3', 'user'),
];

describe('branch', () => {
  it('shows the newest branch where nothing was chosen', () => {
    expect(ids(branch(messages, {}))).toEqual(['q2', 'a3', 'q3']);
  });

  it('shows what was chosen and what follows from it', () => {
    const first = messages[0]!;

    expect(ids(branch(messages, choose({}, first)))).toEqual(['q1', 'a1']);
  });

  it('tells the versions beside a turn', () => {
    const [question, answer] = branch(messages, {});

    expect(question!.versions.map((m) => m.id)).toEqual(['q1', 'q2']);
    expect(answer!.versions.map((m) => m.id)).toEqual(['a2', 'a3']);
  });

  it('ignores a choice that is gone', () => {
    expect(ids(branch(messages, { '': 'deleted' }))).toEqual(['q2', 'a3', 'q3']);
  });

  it('ends even if messages go in a circle', () => {
    expect(ids(branch([message('x', null, 'user'), message('x', 'x', 'user')], {}))).toHaveLength(2);
  });
});
