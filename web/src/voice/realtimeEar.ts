import type { Ear, Hearing, Listening } from './ear';
import { join } from './join';
import type { Block } from './microphone';
import { base64, RATE } from './pcm';
import type { SpeechLanguage } from './preferences';

const OPEN_MILLIS = 4_000;
/** Until the last words of what was heard are written. */
const FINISH_MILLIS = 20_000;
/** Twenty seconds of sound that the network did not take: there is no network. */
const MOST_WAITING = 1_300_000;

/** What of the server's events is read here (OpenAI's Realtime API, sessions of the type transcription). */
interface RealtimeEvent {
  type: string;
  item_id?: string;
  delta?: string;
  /** What was said after the delta and may still change; this server's own. */
  pending?: string;
  transcript?: string;
  error?: { event_id?: string | null };
}

const START = 'input_audio_buffer.speech_started';
const STOP = 'input_audio_buffer.speech_stopped';
const COMMITTED = 'input_audio_buffer.committed';
const DELTA = 'conversation.item.input_audio_transcription.delta';
const COMPLETED = 'conversation.item.input_audio_transcription.completed';
const FAILED = 'conversation.item.input_audio_transcription.failed';

/** By which the server's answer to it is known: an error then only means that there was nothing left. */
const LAST = 'last';

/** The words of items that are written at the same time, in the order in which they were said. */
export class Captions {
  private readonly items = new Map<string, { text: string; pending: string; done: boolean }>();

  constructor(private readonly heard: Hearing) {}

  /** Whether every item is written. */
  get complete() {
    return this.items.size === 0;
  }

  on({ type, item_id: id = '', delta = '', pending = '', transcript = '' }: RealtimeEvent) {
    if (type === START) this.heard.started();
    if (type === STOP) this.heard.stopped();
    if (type === COMMITTED) this.item(id);
    if (type === DELTA) Object.assign(this.item(id), { text: this.item(id).text + delta, pending });
    if (type === COMPLETED) Object.assign(this.item(id), { text: transcript, pending: '', done: true });
    if (type === FAILED) Object.assign(this.item(id), { text: '', pending: '', done: true });
    this.tell();
  }

  private item(id: string) {
    const known = this.items.get(id) ?? { text: '', pending: '', done: false };
    this.items.set(id, known);
    return known;
  }

  private tell() {
    for (const [id, { text, done }] of this.items) {
      if (!done) break;
      this.items.delete(id);
      if (text.trim() !== '') this.heard.final(text.trim());
    }
    if (this.items.size > 0) this.heard.partial([...this.items.values()].map(({ text, pending }) => join(text, pending)).reduce(join, ''));
  }
}

/** Listens by a connection that writes as one speaks. */
export class RealtimeEar implements Ear {
  private readonly captions: Captions;
  private settle: (() => void) | undefined;
  private closed = false;
  /** Whether what was heard since is known to be cut into items. */
  private committed = false;

  private constructor(private readonly socket: WebSocket, heard: Hearing, private readonly lost: () => void) {
    this.captions = new Captions(heard);
    socket.onmessage = ({ data }) => this.on(JSON.parse(String(data)) as RealtimeEvent);
    socket.onclose = () => this.gone();
  }

  /**
   * Connects.
   *
   * @param lost told when the connection ends by itself
   * @throws Error if there is none within {@link OPEN_MILLIS}
   */
  static connect({ language, turns }: Listening, heard: Hearing, lost: () => void): Promise<RealtimeEar> {
    return new Promise((done, failed) => {
      const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/v1/realtime?intent=transcription`);
      const timer = setTimeout(() => socket.close(), OPEN_MILLIS);
      socket.onclose = () => {
        clearTimeout(timer);
        failed(new Error('there is no realtime connection'));
      };
      socket.onmessage = ({ data }) => {
        const { type } = JSON.parse(String(data)) as RealtimeEvent;
        if (type === 'error') socket.close();
        if (!type.endsWith('session.created')) return;
        clearTimeout(timer);
        socket.send(JSON.stringify(session(language, turns)));
        done(new RealtimeEar(socket, heard, lost));
      };
    });
  }

  hear({ pcm }: Block) {
    if (this.socket.readyState !== WebSocket.OPEN) return;
    if (this.socket.bufferedAmount > MOST_WAITING) return this.socket.close();
    this.committed = false;
    this.socket.send(JSON.stringify({ type: 'input_audio_buffer.append', audio: base64(pcm) }));
  }

  /** @throws Error if the last words do not come */
  finish(): Promise<void> {
    if (this.socket.readyState !== WebSocket.OPEN) return Promise.reject(new Error('the connection is closed'));
    return new Promise((done, failed) => {
      const timer = setTimeout(() => failed(new Error('the last words did not come in time')), FINISH_MILLIS);
      this.settle = () => {
        clearTimeout(timer);
        if (this.closed) failed(new Error('the connection was closed'));
        else done();
      };
      this.socket.send(JSON.stringify({ type: 'input_audio_buffer.commit', event_id: LAST }));
    });
  }

  close() {
    this.socket.onclose = null;
    this.socket.onmessage = null;
    this.socket.close();
  }

  private on(event: RealtimeEvent) {
    // nothing was left to be committed: the pause before had done it
    if (event.type === COMMITTED || (event.type === 'error' && event.error?.event_id === LAST)) this.committed = true;
    else if (event.type === 'error') return this.socket.close();
    this.captions.on(event);
    if (this.committed && this.captions.complete) this.settle?.();
  }

  private gone() {
    this.closed = true;
    if (this.settle) this.settle();
    else this.lost();
  }
}

const session = (language: SpeechLanguage, turns: boolean) => ({
  type: 'session.update',
  session: {
    type: 'transcription',
    audio: {
      input: {
        format: { type: 'audio/pcm', rate: RATE },
        transcription: { model: 'default', ...(language !== 'auto' && { language }) },
        // a turn ends where its meaning does; what is dictated, at each pause
        turn_detection: { type: turns ? 'semantic_vad' : 'server_vad' },
      },
    },
  },
});
