// The official Node SDK against a running server. Arguments: folder of node_modules, address, model. Prints one line a check.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const [folder, address, model] = process.argv.slice(2);
const { default: OpenAI } = await import(createRequire(`${folder}/package.json`).resolve('openai'));
const client = new OpenAI({ baseURL: `${address}/v1`, apiKey: 'any', maxRetries: 0 });
const messages = [{ role: 'user', content: 'Say hello in one short sentence' }];

const checks = {
  async whole() {
    const answer = await client.chat.completions.create({ model, messages, max_completion_tokens: 16 });
    assert.ok(answer.choices[0].message.content.trim());
  },
  async streamed() {
    let text = '';
    for await (const chunk of await client.chat.completions.create({ model, messages, stream: true, max_tokens: 16 })) {
      text += chunk.choices[0]?.delta.content ?? '';
    }
    assert.ok(text.trim());
  },
  async cancelled() {
    const stream = await client.chat.completions.create({ model, messages, stream: true, max_tokens: 1500 });
    for await (const chunk of stream) {
      assert.equal(chunk.object, 'chat.completion.chunk');
      stream.controller.abort();
      break;
    }
  },
  async embedded() {
    const { data } = await client.embeddings.create({ model: 'bge-small-zh', input: ['燎原'] });
    assert.equal(data[0].embedding.length, 512);
  },
  async refused() {
    await assert.rejects(client.chat.completions.create({ model: 'gpt-99', messages }), OpenAI.NotFoundError);
    await assert.rejects(client.chat.completions.create({ model, messages, temperature: 9 }), OpenAI.BadRequestError);
  },
  async timedOut() {
    await assert.rejects(client.chat.completions.create({ model, messages }, { timeout: 1 }), OpenAI.APIConnectionTimeoutError);
  },
};

for (const [name, check] of Object.entries(checks)) {
  await check();
  console.log('ok', name);
}
