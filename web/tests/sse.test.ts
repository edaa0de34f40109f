import { describe, expect, it } from 'vitest';
import { SseParser, type ServerEvent } from '../src/api/sse';

const stream = 'event: user\ndata: {"a":1}\n\n: heartbeat\n\nevent: delta\r\ndata: 你好\r\ndata: 燎原\r\n\r\ndata\n\ndata: last\n\n';
const expected: ServerEvent[] = [
  { name: 'user', data: '{"a":1}' },
  { name: 'delta', data: '你好\n燎原' },
  { name: 'message', data: '' },
  { name: 'message', data: 'last' },
];

const parse = (pieces: string[]) => {
  const parser = new SseParser();
  return pieces.flatMap((piece) => parser.push(piece));
};

describe('SseParser', () => {
  it('reads events wherever the stream is cut', () => {
    for (let first = 0; first <= stream.length; first++) {
      for (let second = first; second <= stream.length; second++) {
        const events = parse([stream.slice(0, first), stream.slice(first, second), stream.slice(second)]);
        expect(events, `cut at ${first} and ${second}`).toEqual(expected);
      }
    }
  });

  it('keeps back an event that is not complete', () => {
    expect(parse(['data: half'])).toEqual([]);
  });

  it('refuses an event without an end', () => {
    const parser = new SseParser();
    expect(() => parser.push('data: '.padEnd(5_000_000, 'x'))).toThrow('without an end');
  });

  it('never throws for random lines', () => {
    let seed = 7;
    const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
    const alphabet = ['data', 'event', ':', ' ', '\n', '\r', '\r\n', 'x', '\u0000', '火'];
    for (let round = 0; round < 500; round++) {
      const text = Array.from({ length: random(60) }, () => alphabet[random(alphabet.length)]).join('');
      expect(parse([text])).toEqual(expect.any(Array));
    }
  });
});
