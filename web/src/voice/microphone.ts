import { begins } from './begins';
import captureUrl from './capture.worklet.ts?worker&url';

/** Milliseconds of a block. */
export const BLOCK_MS = 40;

/** 40 ms of sound at 24 kHz, and its level in dBFS. */
export interface Block {
  pcm: Int16Array<ArrayBuffer>;
  level: number;
  /** Whether the page itself spoke meanwhile. */
  echo?: boolean;
}

/** Why there is no sound: the page is no secure one, the person said no, there is no microphone, another program holds it. */
export type MicrophoneFault = 'insecure' | 'denied' | 'absent' | 'held' | 'unsupported';

export class MicrophoneError extends Error {
  constructor(readonly fault: MicrophoneFault) {
    super(fault);
  }
}

const FAULTS: Record<string, MicrophoneFault> = {
  NotAllowedError: 'denied', SecurityError: 'denied', NotFoundError: 'absent', OverconstrainedError: 'absent', NotReadableError: 'held', AbortError: 'held',
};

/** What comes out of the loudspeaker is taken out of what comes in; noise is left in: a recogniser hears better with it. */
const WANTED: MediaStreamConstraints = { audio: { channelCount: 1, echoCancellation: true, noiseSuppression: false, autoGainControl: true } };

export interface Microphone {
  close(): void;
}

/**
 * Opens the microphone.
 *
 * @param ended called when it goes away by itself, as one that is unplugged
 * @throws MicrophoneError if it can't be
 */
export async function openMicrophone(hear: (block: Block) => void, ended: () => void): Promise<Microphone> {
  if (!isSecureContext) throw new MicrophoneError('insecure');
  if (!navigator.mediaDevices?.getUserMedia || typeof AudioWorkletNode === 'undefined') throw new MicrophoneError('unsupported');
  const stream = await navigator.mediaDevices.getUserMedia(WANTED).catch((e: unknown) => {
    throw new MicrophoneError((e instanceof DOMException && FAULTS[e.name]) || 'unsupported');
  });
  let capture: Microphone;
  const stop = () => stream.getTracks().forEach((track) => track.stop());
  try {
    capture = await captureFrom(stream, hear);
  } catch (e) {
    stop();
    throw e;
  }
  stream.getAudioTracks()[0]?.addEventListener('ended', ended);
  return {
    close: () => {
      stop();
      capture.close();
    },
  };
}

/**
 * Listens to a microphone that is open already, and leaves it open when it is closed.
 *
 * @throws MicrophoneError if nothing comes of it
 */
export async function captureFrom(stream: MediaStream, hear: (block: Block) => void): Promise<Microphone> {
  const context = await running();
  const close = () => {
    if (context.state !== 'closed') void context.close();
  };
  try {
    await context.audioWorklet.addModule(captureUrl);
    const capture = new AudioWorkletNode(context, 'capture');
    capture.port.onmessage = ({ data }: MessageEvent<Block>) => hear(data);
    // it gives silence out: connected, every browser runs it
    context.createMediaStreamSource(stream).connect(capture).connect(context.destination);
  } catch {
    close();
    throw new MicrophoneError('unsupported');
  }
  return { close };
}

/** A context of its own, so that it never takes time from another that sounds; the second one where the first does not begin. */
async function running(): Promise<AudioContext> {
  for (let tries = 0; tries < 2; tries++) {
    const context = new AudioContext();
    if (await begins(context)) return context;
    void context.close();
  }
  throw new MicrophoneError('held');
}
