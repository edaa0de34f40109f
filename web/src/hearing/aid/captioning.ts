import type { Ear, Hearing } from '../../voice/ear';
import { captureFrom, type Block, type Microphone } from '../../voice/microphone';
import { RealtimeEar } from '../../voice/realtimeEar';

const AGAIN_MILLIS = 4_000;

export type CaptionState = 'connecting' | 'on' | 'lost' | 'failed';

interface Listener extends Pick<Hearing, 'partial' | 'final'> {
  state: (state: CaptionState) => void;
}

type Connect = typeof RealtimeEar.connect;
type Capture = typeof captureFrom;

/**
 * Captions of what a microphone hears that is open already: the sound as it is, before the aid has done anything to it, since a recogniser hears best so. Where the
 * connection is lost it connects again; what was said meanwhile has no captions.
 */
export class Captioning {
  private ear: Ear | undefined;
  private microphone: Microphone | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private closed = false;

  constructor(stream: MediaStream, private readonly listener: Listener, private readonly connectEar: Connect = RealtimeEar.connect, capture: Capture = captureFrom) {
    listener.state('connecting');
    capture(stream, (block: Block) => this.ear?.hear(block)).then((microphone) => {
      this.microphone = microphone;
      if (this.closed) microphone.close();
    }, () => {
      this.tell('failed');
      this.close();
    });
    void this.connect();
  }

  private async connect() {
    try {
      const heard: Hearing = { started: () => {}, stopped: () => {}, partial: (text) => this.listener.partial(text), final: (text) => this.listener.final(text) };
      const ear = await this.connectEar({ language: 'auto', turns: false }, heard, () => this.lost());
      if (this.closed) return ear.close();
      this.ear = ear;
      this.tell('on');
    } catch {
      this.lost();
    }
  }

  private lost() {
    if (this.closed) return;
    this.ear = undefined;
    this.listener.partial('');
    this.tell('lost');
    this.timer = setTimeout(() => void this.connect(), AGAIN_MILLIS);
  }

  private tell(state: CaptionState) {
    if (!this.closed) this.listener.state(state);
  }

  /** The microphone stays open: it is the aid's. */
  close() {
    this.closed = true;
    clearTimeout(this.timer);
    this.ear?.close();
    this.microphone?.close();
  }
}
