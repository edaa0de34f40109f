import { describe, expect, it } from 'vitest';
import type { Message } from '../src/api/types';
import { branch, choosePath } from '../src/chat/tree';
import { bookmarklet, clipIn } from '../src/clip/bookmarklet';
import { fileName } from '../src/clip/fileName';
import { addressOf } from '../src/palette/address';
import { endsSession, isKept } from '../src/pwa/own';

const url = (path: string) => new URL(path, 'https://here.example');
const ID = '0198f0a0-0000-7000-8000-00000000000a';

describe('what is found', () => {
  it('is opened where it stands', () => {
    expect(addressOf({ kind: 'CONVERSATION', id: 'c', message: 'm', passage: null })).toBe('/c/c#message-m');
    expect(addressOf({ kind: 'CONVERSATION', id: 'c', message: null, passage: null })).toBe('/c/c');
    expect(addressOf({ kind: 'NOTE', id: 'n', message: null, passage: null })).toBe('/space/notes/n');
    expect(addressOf({ kind: 'FILE', id: 'd', message: null, passage: 0 })).toBe('/space/documents/d?passage=0');
    expect(addressOf({ kind: 'FILE', id: 'd', message: null, passage: null })).toBe('/space/documents/d');
  });

  it('is on its branch, whatever was chosen before', () => {
    const message = (id: string, parentId: string | null) => ({ id, parentId }) as Message;
    const messages = [message('a', null), message('b1', 'a'), message('b2', 'a'), message('c', 'b1')];

    expect(branch(messages, {}).map((turn) => turn.message.id)).toEqual(['a', 'b2']);
    expect(branch(messages, choosePath({ a: 'b2' }, messages, 'c')).map((turn) => turn.message.id)).toEqual(['a', 'b1', 'c']);
    expect(choosePath({}, messages, 'gone')).toEqual({});
  });
});

describe('what is kept for reading offline', () => {
  it.each([
    ['/api/session', true], ['/api/conversations', true], ['/api/conversations?q=', true], [`/api/conversations/${ID}`, true],
    ['/api/conversations?q=secret', false], [`/api/conversations/${ID}/answer`, false], [`/api/conversations/${ID}/export.md`, false],
    ['/api/space/documents', false], ['/api/search?q=a', false], ['/api/keys', false], ['/v1/models', false],
  ])('of %s: %s', (path, kept) => expect(isKept(url(path))).toBe(kept));

  it.each([
    ['DELETE', '/api/session', true], ['POST', '/api/session', true], ['POST', '/api/session/second', true], ['PUT', '/api/session/organisation', true],
    ['DELETE', '/api/account', true], ['GET', '/api/sign-on/callback', true], ['GET', '/api/session', false], ['PATCH', '/api/account', false],
    ['DELETE', `/api/conversations/${ID}`, false],
  ])('ends with %s %s: %s', (method, path, ends) => expect(endsSession(method, url(path))).toBe(ends));
});

describe('a clip', () => {
  it('is read from an address, and nothing else is', () => {
    const clip = { title: ' 海岛 ', address: 'https://stranger.example/a?b=1', html: '<p>100% & more</p>', cut: false };

    expect(clipIn(`#${encodeURIComponent(JSON.stringify(clip))}`)).toEqual({ ...clip, title: '海岛' });
    expect(clipIn(`#${encodeURIComponent(JSON.stringify({ ...clip, address: 'javascript:alert(1)' }))}`)?.address).toBe('');
    for (const bad of ['', '#', '#%', '#{}', '#null', `#${encodeURIComponent('{"html":1,"title":"","address":""}')}`]) expect(clipIn(bad)).toBeUndefined();
  });

  it('comes by a bookmark that is one line of code', () => {
    const code = decodeURIComponent(bookmarklet('https://here.example').slice('javascript:'.length));

    expect(code).not.toContain('\n');
    expect(code).toContain("open('https://here.example/clip#'+h");
    expect(() => new Function(code)).not.toThrow();
  });

  it('is called as its page is, in characters that every system takes', () => {
    expect(fileName('a/b\\c: "d"?\n', 'md')).toBe('a-b-c- -d-.md');
    expect(fileName('😀'.repeat(200), 'md')).toBe(`${'😀'.repeat(120)}.md`);
    expect(fileName('\u0000 ', 'md')).toBe('clip.md');
    expect(fileName('https://stranger.example/a', 'md')).toBe('stranger.example-a.md');
  });
});
