// The Realtime API by the official Node SDK. Arguments: folder of node_modules, address, model. Prints one line a check.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import net from 'node:net';

const [folder, address, model] = process.argv.slice(2);
const load = (name) => import(createRequire(`${folder}/package.json`).resolve(name));
const { default: OpenAI } = await load('openai');
const { OpenAIRealtimeWS } = await load('openai/realtime/ws');
const { OpenAIRealtimeWS: BetaRealtimeWS } = await load('openai/beta/realtime/ws');
const client = new OpenAI({ baseURL: `${address}/v1`, apiKey: 'any', maxRetries: 0 });
// the SDK speaks TLS alone, which the server of the tests does not
const options = { createConnection: ({ port, host }) => net.connect(port, host) };
const hello = { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Say hello in one short sentence' }] };

/** Sends events once it is connected; gives the event that ends it. */
function talk(socket, events, last) {
  return new Promise((resolve, reject) => {
    socket.socket.on('open', () => events.forEach((event) => socket.send(event)));
    socket.socket.on('close', () => reject(new Error(`closed before ${last}`)));
    socket.on('error', reject);
    socket.on(last, (event) => {
      resolve(event);
      socket.close();
    });
  });
}

const checks = {
  async answered() {
    const socket = new OpenAIRealtimeWS({ model, options }, client);
    let text = '';
    socket.on('response.output_text.delta', (event) => (text += event.delta));
    const done = await talk(
      socket,
      [
        { type: 'session.update', session: { type: 'realtime', output_modalities: ['text'], max_output_tokens: 16 } },
        { type: 'conversation.item.create', item: hello },
        { type: 'response.create' },
      ],
      'response.done',
    );
    assert.ok(text.trim());
    assert.equal(done.response.output[0].content[0].text, text);
  },
  async answeredAsBefore() {
    const socket = new BetaRealtimeWS({ model, options: { ...options, headers: { 'OpenAI-Beta': 'realtime=v1' } } }, client);
    const done = await talk(
      socket,
      [
        { type: 'session.update', session: { modalities: ['text'], max_response_output_tokens: 16 } },
        { type: 'conversation.item.create', item: hello },
        { type: 'response.create' },
      ],
      'response.text.done',
    );
    assert.ok(done.text.trim());
  },
  async toldWhatIsWrong() {
    const socket = new OpenAIRealtimeWS({ model, options }, client);
    await assert.rejects(talk(socket, [{ type: 'response.cancel' }], 'response.done'), /no answer under way/);
    socket.close();
  },
};

for (const [name, check] of Object.entries(checks)) {
  await check();
  console.log('ok', name);
}
