export interface Message {
  id: string;
  parentId: string | null;
  role: 'user' | 'assistant';
  content: string;
  model: string | null;
  /** stop, length, cancelled, error or interrupted; null while the answer is being made. */
  finishReason: string | null;
  promptTokens: number | null;
  completionTokens: number | null;
  tokensPerSecond: number | null;
  durationMs: number | null;
  joules: number | null;
  joulesMeasured: boolean | null;
  createdAt: string;
}

export interface Conversation {
  id: string;
  title: string;
  model: string;
  createdAt: string;
  updatedAt: string;
  messages: Message[];
}

export interface Model {
  name: string;
  title: string;
  purpose: 'CHAT' | 'EMBEDDING';
  licence: string;
  sizeBytes: number;
  memoryBytes: number;
  isDefault: boolean;
  state: 'ABSENT' | 'DOWNLOADING' | 'PRESENT' | 'LOADED' | 'FAILED';
  progress: { doneBytes: number; totalBytes: number; bytesPerSecond: number } | null;
  problem: string | null;
}

/** What the server says about an answer that cannot be made. */
export interface Problem {
  code: string;
  message: string;
  retryAfterSeconds?: number;
}

/** What a model was measured to be able to do in one skill at one difficulty. */
export interface ProfileCell {
  model: string;
  skill: string;
  /** 1 (easy) to 3 (hard). */
  difficulty: number;
  n: number;
  passes: number;
  /** Lower end of the 95 % Wilson interval of the success rate, 0 to 1. */
  lowerBound: number;
  /** Median of an answer. */
  latencyMillis: number;
  /** Mean of an answer. */
  joules: number;
  joulesMeasured: boolean;
  measuredAt: string;
}

export interface ProbeRun {
  model: string;
  state: 'RUNNING' | 'DONE' | 'STOPPED' | 'FAILED';
  total: number;
  done: number;
  passed: number;
  /** Being asked; empty at the end. */
  skill: string;
  difficulty: number;
  /** -1 for not known yet. */
  secondsLeft: number;
  problem: string;
}

export interface Profiles {
  suite: string;
  skills: { name: string; zh: string; en: string }[];
  cells: ProfileCell[];
  run: ProbeRun | null;
}

/** What to measure. */
export interface Measurement {
  model: string;
  quick: boolean;
}
