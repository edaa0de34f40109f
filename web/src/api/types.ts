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
  /** Who runs it: local, a provider's id, or alias. */
  provider: string;
}

/** What the server says about an answer that cannot be made. */
export interface Problem {
  code: string;
  message: string;
  retryAfterSeconds?: number;
}
