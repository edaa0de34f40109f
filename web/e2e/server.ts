import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    address: string;
  }
}

const MODEL = 'SmolLM2-135M-Instruct.Q4_1.gguf';
/** What the models that listen and speak consist of. */
const SOUND = ['whisper-base-ct2.bin', 'silero_vad-6.2.3-py3-none-any.whl', 'kokoro-v1.0-int8.onnx', 'kokoro-js-1.2.1.tgz', 'misaki-0.9.4-py3-none-any.whl', 'Resemblyzer-0.1.4-py3-none-any.whl'];
const START_MILLIS = 90_000;

const required = (name: string) => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; run these tests by ./liaoyuan test`);
  return value;
};

/** Whether models that listen and speak are here; in CI they have to be. */
export const hasSound = () => process.env.CI !== undefined || SOUND.every((file) => existsSync(join(required('LIAOYUAN_TEST_MODELS'), file)));

/** One for all tests that need nobody to sign in. */
export default async function setup(project: TestProject) {
  const { address, stop } = await startServer();
  project.provide('address', address);
  return stop;
}

export interface Running {
  address: string;
  /** Where its owner sets a password. */
  welcome: string;
  stop: () => Promise<void>;
}

/** Starts the packaged server in an empty data folder that holds the small test model; stopping it forgets the folder. Digests are made, and models that listen and speak are there, where a test asks for it. */
export async function startServer({ digests = false, sound = false } = {}): Promise<Running> {
  const home = mkdtempSync(join(tmpdir(), 'liaoyuan-e2e-'));
  mkdirSync(join(home, 'models'));
  for (const file of [MODEL, ...(sound ? SOUND : [])]) symlinkSync(join(required('LIAOYUAN_TEST_MODELS'), file), join(home, 'models', file));
  const java = join(required('JAVA_HOME'), 'bin', 'java');
  const built = resolve(import.meta.dirname, '../../server/target');
  // as the launcher starts it, but for the second compiler: in a minute it takes more than it gives
  const quick = join(built, 'app.aot');
  const flags = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xlog:disable', '-Xlog:all=warning,aot*=off:stderr', '-Xmx512m', '--enable-native-access=ALL-UNNAMED', '--sun-misc-unsafe-memory-access=allow', ...(existsSync(quick) ? [`-XX:AOTCache=${quick}`] : [])];
  const server = spawn(java, [...flags, '-jar', join(built, 'app/liaoyuan.jar'), 'up', '--port', '0'], {
    // the small model does not always come to an end by itself: a short context brings it there
    env: { ...process.env, LIAOYUAN_HOME: home, LIAOYUAN_DEFAULT_MODEL: 'smollm2-135m', LIAOYUAN_MODEL_CONTEXTSIZE: '1024', LIAOYUAN_DIGEST_ACTIVE: String(digests), LIAOYUAN_SPACE_WATCH_ROOT: tmpdir(), LIAOYUAN_TOOLS_INSIDE: '127.0.0.1', LIAOYUAN_LLAMA_LIB: required('LIAOYUAN_TEST_NATIVES') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = async () => {
    const ended = new Promise((done) => server.once('exit', done));
    server.kill('SIGTERM');
    await ended;
    rmSync(home, { recursive: true, force: true });
  };
  return { ...(await placesOf(server)), stop };
}

function placesOf(server: ChildProcess): Promise<Omit<Running, 'stop'>> {
  return new Promise((found, failed) => {
    const timer = setTimeout(() => failed(new Error('the server did not start in time')), START_MILLIS);
    let said = '';
    server.stdout?.on('data', (piece: Buffer) => {
      said += piece.toString();
      const [welcome, address] = /(http:\/\/localhost:\d+)\/welcome#\S+(?=\s)/.exec(said) ?? [];
      if (!welcome || !address) return;
      clearTimeout(timer);
      found({ address, welcome });
    });
    server.once('exit', (code) => failed(new Error(`the server ended with ${code} before it said where it is`)));
  });
}
