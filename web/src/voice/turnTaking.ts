import { join } from './join';

/** What a conversation by voice does in its surroundings. */
export interface Doing {
  /** Stops what is read aloud. */
  hush(): void;
  /** Stops the answer that is being written. */
  stopAnswer(): void;
  /** Sends a turn. */
  say(text: string): void;
  /** What the person says so far. */
  caption(text: string): void;
}

/** Words that come one after the other without a pause this long are one turn. */
const TOGETHER_MILLIS = 350;

/**
 * Whose turn it is. Speech stops what is read aloud at once; only words stop the answer, so that a cough does not. A turn is sent
 * when its words are known and nobody speaks on; while another answer is still ending, it waits for that.
 */
export class TurnTaking {
  private said = '';
  private speaking = false;
  private answering = false;
  private away = false;
  /** What did not arrive. */
  private held = '';
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly doing: Doing) {}

  started() {
    this.speaking = true;
    clearTimeout(this.timer);
    this.doing.hush();
  }

  stopped() {
    this.speaking = false;
    this.soon();
  }

  partial(text: string) {
    this.doing.caption(join(join(this.held, this.said), text));
  }

  final(text: string) {
    // marks and sounds without a word are no turn
    if (!/[\p{L}\p{N}]/u.test(text)) return;
    this.take();
    this.said = join(this.said, text);
    this.doing.caption(this.said);
    // who was heard by the recogniser alone is heard all the same
    this.doing.hush();
    if (this.answering) this.doing.stopAnswer();
    this.soon();
  }

  /** @param answering whether an answer is on its way */
  answers(answering: boolean) {
    this.answering = answering;
    if (!answering) this.soon();
  }

  /** Nothing is sent while the server is away; what was said before waits for it. */
  gone(away: boolean) {
    this.away = away;
    if (away) this.speaking = false;
    else this.take();
    this.soon();
  }

  /** A turn that did not arrive: it goes with what is said next, or when the server is there again. */
  returned(text: string) {
    this.held = join(this.held, text);
    this.doing.caption(join(this.held, this.said));
  }

  private take() {
    this.said = join(this.held, this.said);
    this.held = '';
  }

  close() {
    clearTimeout(this.timer);
    this.said = '';
  }

  private soon() {
    clearTimeout(this.timer);
    if (this.said !== '' && !this.speaking && !this.answering && !this.away) this.timer = setTimeout(() => this.send(), TOGETHER_MILLIS);
  }

  private send() {
    const text = this.said;
    this.said = '';
    this.doing.caption('');
    // until the page says otherwise: the answer is as good as begun
    this.answering = true;
    this.doing.say(text);
  }
}
