export interface ServerEvent {
  name: string;
  data: string;
}

/** Longer than any event the server sends: a stream that goes on without an end is cut off, not kept. */
const MOST_PENDING = 4 * 1024 * 1024;

/** Cuts a stream of text into server-sent events (WHATWG HTML, 9.2), however the pieces are cut. */
export class SseParser {
  private pending = '';

  push(piece: string): ServerEvent[] {
    this.pending += piece;
    if (this.pending.length > MOST_PENDING) throw new Error('the event stream has an event without an end');
    const events: ServerEvent[] = [];
    for (;;) {
      const end = /\r\n\r\n|\n\n|\r\r/.exec(this.pending);
      if (!end) return events;
      const event = parse(this.pending.slice(0, end.index));
      this.pending = this.pending.slice(end.index + end[0].length);
      if (event) events.push(event);
    }
  }
}

function parse(block: string): ServerEvent | undefined {
  let name = 'message';
  const data: string[] = [];
  for (const line of block.split(/\r\n|\n|\r/)) {
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') name = value;
    if (field === 'data') data.push(value);
  }
  return data.length === 0 ? undefined : { name, data: data.join('\n') };
}
