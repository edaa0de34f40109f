export type Listener = (remaining: number) => void;

/** Counts down in whole seconds and tells its listeners. */
export class Timer {
  private remaining: number;
  private handle: ReturnType<typeof setInterval> | undefined;
  private readonly listeners = new Set<Listener>();

  constructor(private readonly seconds: number) {
    this.remaining = seconds;
  }

  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  start(): void {
    if (this.handle !== undefined) {
      return;
    }
    this.handle = setInterval(() => this.tick(), 1000);
  }

  stop(): void {
    if (this.handle !== undefined) {
      clearInterval(this.handle);
      this.handle = undefined;
    }
  }

  reset(): void {
    this.stop();
    this.remaining = this.seconds;
    this.notify();
  }

  private tick(): void {
    this.remaining -= 1;
    this.notify();
    if (this.remaining <= 0) {
      this.stop();
    }
  }

  private notify(): void {
    for (const listener of this.listeners) {
      listener(this.remaining);
    }
  }
}
