// The Responses API by the official Node SDK. Arguments: folder of node_modules, address, model, model that knows tools. Prints one line a check.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const [folder, address, model, toolModel] = process.argv.slice(2);
const { default: OpenAI } = await import(createRequire(`${folder}/package.json`).resolve('openai'));
const client = new OpenAI({ baseURL: `${address}/v1`, apiKey: 'any', maxRetries: 0 });
const input = 'Say hello in one short sentence';
const weather = {
  type: 'function',
  name: 'get_weather',
  description: 'The weather in a city',
  strict: true,
  parameters: {
    type: 'object',
    properties: { city: { type: 'string', maxLength: 30 } },
    required: ['city'],
    additionalProperties: false,
  },
};

const checks = {
  async whole() {
    const response = await client.responses.create({ model, input, max_output_tokens: 16 });
    assert.ok(response.output_text.trim());
    assert.ok(response.usage.output_tokens <= 16);
  },
  async streamed() {
    const stream = client.responses.stream({ model, input, max_output_tokens: 200 });
    let text = '';
    stream.on('response.output_text.delta', (event) => (text += event.delta));
    const final = await stream.finalResponse();
    assert.equal(text, final.output_text);
    assert.equal((await client.responses.retrieve(final.id)).output_text, text);
  },
  async called() {
    const asked = await client.responses.create({
      model: toolModel,
      input: 'What is the weather in Paris?',
      tools: [weather],
      tool_choice: { type: 'function', name: 'get_weather' },
      max_output_tokens: 100,
      temperature: 0,
    });
    const [call] = asked.output;
    assert.ok(JSON.parse(call.arguments).city);
    const told = await client.responses.create({
      model: toolModel,
      previous_response_id: asked.id,
      input: [{ type: 'function_call_output', call_id: call.call_id, output: '{"celsius": 17, "sky": "cloudy"}' }],
      max_output_tokens: 60,
      temperature: 0,
    });
    assert.match(told.output_text, /17|cloudy/);
  },
  async parsed() {
    const schema = {
      type: 'object',
      properties: { name: { type: 'string' }, age: { type: 'integer' } },
      required: ['name', 'age'],
      additionalProperties: false,
    };
    const response = await client.responses.parse({
      model: toolModel,
      input: 'Anna is 31 years old.',
      text: { format: { type: 'json_schema', name: 'person', strict: true, schema } },
      max_output_tokens: 60,
      temperature: 0,
    });
    assert.ok(Number.isInteger(JSON.parse(response.output_text).age));
  },
  async cancelled() {
    const stream = await client.responses.create({ model, input: 'Write a very long story', stream: true });
    for await (const event of stream) {
      assert.equal(event.type, 'response.created');
      stream.controller.abort();
      break;
    }
  },
  async refused() {
    await assert.rejects(client.responses.create({ model: 'gpt-99', input }), OpenAI.NotFoundError);
    await assert.rejects(client.responses.create({ model, input, background: true }), OpenAI.BadRequestError);
    await assert.rejects(client.responses.retrieve('resp_0'), OpenAI.NotFoundError);
  },
};

for (const [name, check] of Object.entries(checks)) {
  await check();
  console.log('ok', name);
}
