import type { Block } from './microphone';
import type { SpeechLanguage } from './preferences';

/** What is heard, as it becomes known. */
export interface Hearing {
  /** Somebody begins to speak. */
  started(): void;
  stopped(): void;
  /** What was said since the last {@link final}, as far as it is known; it may still change. */
  partial(text: string): void;
  final(text: string): void;
  /** Nobody is heard from now on, since the connection is lost; or somebody is again. Not told before the first was heard. */
  away?(away: boolean): void;
}

/** Takes sound, tells of words. */
export interface Ear {
  hear(block: Block): void;
  /** Ends with the last words of what was heard so far. */
  finish(): Promise<void>;
  close(): void;
}

export interface Listening {
  language: SpeechLanguage;
  /** Whether each turn is written as soon as it has been said, or all of it at its end, where there is no connection that writes as one speaks. */
  turns: boolean;
}
