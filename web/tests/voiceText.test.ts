import { describe, expect, it } from 'vitest';
import { ClauseCutter, clausesOf, weight } from '../src/voice/clauses';
import { join } from '../src/voice/join';
import { voiceFor } from '../src/voice/manner';
import { readPreferences, soundingOf } from '../src/voice/preferences';
import { spoken } from '../src/voice/spoken';

const written = (text: string, size: number) => {
  const cutter = new ClauseCutter();
  const clauses: string[] = [];
  for (let i = 0; i < text.length; i += size) clauses.push(...cutter.push(text.slice(i, i + size)));
  return [...clauses, ...cutter.end()];
};

describe('what is said of Markdown', () => {
  it.each([
    ['## **Hangzhou** at a glance', 'Hangzhou at a glance'],
    ['- [x] see [the lake](https://example.org/a "title")', 'see the lake'],
    ['* 西湖很**美**[1][12]。', '西湖很美。'],
    ['> 引用：`code` 与 _强调_ 和 snake_case', '引用：code 与 强调 和 snake_case'],
    ['3. third', '3, third'],
    ['![picture](x.png) seen', 'seen'],
    ['see https://www.example.org/a/b?c=d for more', 'see www.example.org for more'],
    ['| city | people |', 'city, people'],
    ['|---|:--:|', ''],
    ['***', ''],
    ['3 * 4 = $x$, that costs $5', '3 × 4 = x, that costs $5'],
    ['a &lt; b<br>c', 'a < b c'],
    ['好的👍🏽！', '好的！'],
    ['…', ''],
  ])('%s → %s', (line, said) => expect(spoken(line)).toBe(said));
});

describe('clauses', () => {
  const TEXT = '杭州是浙江省的省会，位于中国东南沿海。它以西湖闻名！\n\n1. Longjing tea, e.g. from Dr. Li, costs 1,200.50 yuan. It is green.\n2. [West Lake](https://example.org/x. y) is free.\n\n```js\nconsole.log("not said. at all");\n```\nThat was code.';
  const SAID = ['杭州是浙江省的省会，', '位于中国东南沿海。', '它以西湖闻名！', '1, Longjing tea, e.g. from Dr. Li, costs 1,200.50 yuan.', 'It is green.', '2, West Lake is free.', 'That was code.'];

  it('end where sentences do; the first one sooner', () => expect(clausesOf(TEXT)).toEqual(SAID));

  it.each([1, 2, 3, 7, 50])('are the same where the text comes %i characters at a time', (size) => expect(written(TEXT, size)).toEqual(SAID));

  it('come as soon as they are written, not at the end', () => {
    const cutter = new ClauseCutter();

    expect(cutter.push('杭州是浙江省的省会，位于中国东南沿海。')).toEqual(['杭州是浙江省的省会，', '位于中国东南沿海。']);
    expect(cutter.push('It is 3.')).toEqual([]);
    expect(cutter.push('14 km wide. And')).toEqual(['It is 3.14 km wide.']);
    expect(cutter.end()).toEqual(['And']);
  });

  it('are never longer than a voice takes, whatever comes', () => {
    for (const text of ['啊'.repeat(5_000), 'x'.repeat(5_000), 'word '.repeat(2_000), `[${'link '.repeat(500)}`]) {
      const clauses = clausesOf(text);

      expect(Math.max(...clauses.map(weight))).toBeLessThanOrEqual(91);
      expect(Math.max(...clauses.map((c) => c.length))).toBeLessThan(2_000);
      expect(clauses.join('').replace(/[\s[]/g, '')).toBe(text.replace(/[\s[]/g, ''));
    }
  });

  it('say nothing of code, however it is fenced, and go on after it', () => {
    expect(written('A line before it.\n~~~\n```\nx = 1. y\n~~~\nA line after it.', 1)).toEqual(['A line before it.', 'A line after it.']);
    expect(clausesOf('```\nnever closed. at all')).toEqual([]);
  });
});

describe('texts that were said one after the other', () => {
  it.each([
    ['', 'hello', 'hello'], ['hello', 'world', 'hello world'], ['你好', '世界', '你好世界'], ['用 Java', '写程序', '用 Java写程序'], ['hello ', '', 'hello'], ['one', ', two', 'one, two'], ['a\n', 'b', 'a\nb'],
  ])('%s and %s are %s', (a, b, both) => expect(join(a, b)).toBe(both));
});

describe('preferences', () => {
  it('are the usual ones where nothing sensible was kept', () => {
    for (const kept of [null, '', 'null', '[]', '{"speed":9,"language":"de","aloud":"yes","voices":null}', '{"voices":{"zh":3}}']) {
      expect(readPreferences(kept)).toEqual({ language: 'auto', aloud: false, voices: {}, speed: 1, pauses: 'USUAL', byAssistant: {} });
    }
  });

  it('keep what was chosen, and a voice for each language', () => {
    const kept = readPreferences('{"language":"zh","aloud":true,"speed":1.25,"voices":{"zh":"zf_xiaobei","en":"af_heart"}}');

    expect(kept).toEqual({ language: 'zh', aloud: true, speed: 1.25, pauses: 'USUAL', byAssistant: {}, voices: { zh: 'zf_xiaobei', en: 'af_heart' } });
    expect([voiceFor('你好 world', kept.voices), voiceFor('hello', kept.voices)]).toEqual(['zf_xiaobei', 'af_heart']);
  });

  it('are those that were chosen for an assistant, else its own, else the usual ones, each part by itself', () => {
    const kept = readPreferences(JSON.stringify({
      speed: 1.25, voices: { zh: 'zf_xiaobei', en: 'af_heart' }, pauses: 'LONG', byAssistant: { butler: { en: 'bm_lewis', speed: 'fast' }, none: { speed: 9 }, odd: null },
    }));
    const butler = { key: 'butler', name: 'Butler', manner: { zh: null, en: 'bm_george', speed: 0.9 } };

    expect(kept.byAssistant).toEqual({ butler: { en: 'bm_lewis' } });
    expect(soundingOf(kept, butler)).toEqual({ zh: 'zf_xiaobei', en: 'bm_lewis', speed: 0.9, pauses: 'LONG' });
    expect(soundingOf(kept, { ...butler, key: 'other' }).en).toBe('bm_george');
    expect(soundingOf(kept, undefined)).toEqual({ zh: 'zf_xiaobei', en: 'af_heart', speed: 1.25, pauses: 'LONG' });
  });
});
