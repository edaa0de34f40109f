import { QueryObserver } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { FreshClient } from '../src/api/fresh';

const KEY = ['list'];

/** Answers with what there was when it was asked, once it is let. */
function slowServer() {
  const waiting: (() => void)[] = [];
  let items = ['old'];
  return {
    set: (next: string[]) => { items = next; },
    asked: () => waiting.length,
    answer: (call: number) => waiting[call]?.(),
    fetch: () => {
      const then = items;
      return new Promise<string[]>((done) => waiting.push(() => done(then)));
    },
  };
}

describe('what was changed', () => {
  it('is seen, though the list was still being asked for the first time', async () => {
    const server = slowServer();
    const client = new FreshClient();
    const observer = new QueryObserver(client, { queryKey: KEY, queryFn: server.fetch });
    const stop = observer.subscribe(() => {});
    expect(server.asked()).toBe(1);

    server.set(['old', 'new']);
    const anew = client.invalidateQueries({ queryKey: KEY });
    await expect.poll(server.asked).toBe(2);
    server.answer(0);
    server.answer(1);
    await anew;

    expect(observer.getCurrentResult().data).toEqual(['old', 'new']);
    stop();
  });

  it('does not take away what is shown meanwhile', async () => {
    const server = slowServer();
    const client = new FreshClient();
    const observer = new QueryObserver(client, { queryKey: KEY, queryFn: server.fetch });
    const stop = observer.subscribe(() => {});
    server.answer(0);
    await expect.poll(() => observer.getCurrentResult().data).toEqual(['old']);

    server.set(['new']);
    const anew = client.invalidateQueries({ queryKey: KEY });
    await expect.poll(server.asked).toBe(2);
    expect(observer.getCurrentResult().data).toEqual(['old']);
    server.answer(1);
    await anew;

    expect(observer.getCurrentResult().data).toEqual(['new']);
    stop();
  });
});
