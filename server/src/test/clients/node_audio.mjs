// The official Node SDK's sound against a running server. Arguments: folder of node_modules, address. Prints one line a check.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const [folder, address] = process.argv.slice(2);
const { default: OpenAI, toFile } = await import(createRequire(`${folder}/package.json`).resolve('openai'));
const client = new OpenAI({ baseURL: `${address}/v1`, apiKey: 'any', maxRetries: 0 });
let sound;

const checks = {
  async spoken() {
    const answer = await client.audio.speech.create({ model: 'gpt-4o-mini-tts', voice: 'coral', input: 'Good morning, everybody.' });
    sound = Buffer.from(await answer.arrayBuffer());
    assert.equal(answer.headers.get('content-type'), 'audio/mpeg');
    assert.ok(sound.length > 5_000);
  },
  async writtenDown() {
    const { text } = await client.audio.transcriptions.create({ model: 'gpt-4o-transcribe', file: await toFile(sound, 'morning.mp3') });
    assert.match(text.toLowerCase(), /good morning,? everybody/);
  },
  async refused() {
    await assert.rejects(client.audio.transcriptions.create({ model: 'smollm2-135m', file: await toFile(sound, 'morning.mp3') }), OpenAI.BadRequestError);
  },
};

for (const [name, check] of Object.entries(checks)) {
  await check();
  console.log('ok', name);
}
