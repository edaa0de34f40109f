// Runs first, in each instance: what a program sees beside the language itself, and how its result gets out.
(function () {
  'use strict';
  const write = globalThis.write;
  const give = globalThis.give;
  delete globalThis.write;
  delete globalThis.give;
  const json = JSON.stringify;
  const parse = JSON.parse;
  const text = String;
  const isError = (value) => value instanceof Error;
  const described = (error) => (isError(error) ? `${error}\n${error.stack ?? ''}` : text(error));
  const shown = (value) => {
    if (typeof value === 'string') return value;
    if (isError(value)) return described(value);
    try {
      return json(value) ?? text(value);
    } catch {
      return text(value);
    }
  };
  const say = (...values) => write(values.map(shown).join(' ') + '\n');
  globalThis.console = { log: say, info: say, warn: say, error: say, debug: say };
  const result = (value) => {
    const written = value === undefined ? 'null' : json(value);
    if (written === undefined) throw new TypeError(`a ${typeof value} can't be the result: it is no JSON`);
    give('result', written);
  };
  const failed = (error) => give('error', described(error));
  const evaluate = eval;
  return (code, inputs) => {
    try {
      const program = evaluate(`(async function (inputs) {${code}\n})`);
      program(parse(inputs)).then(result).then(undefined, failed);
    } catch (error) {
      failed(error);
    }
  };
})();
