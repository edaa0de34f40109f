import { describe, expect, it } from 'vitest';
import { agentName } from '../src/account/agent';
import { charactersOf, isTaken, strengthOf } from '../src/account/password';
import { isChange, meansRefused } from '../src/api/access';
import { toBytes, toText } from '../src/factor/webauthn';
import { factorEn, factorZh } from '../src/factor/words';
import type { ApiKey, AuditRow } from '../src/api/types';
import { EVERYTHING, olderThan, queryOf } from '../src/audit/useAudit';
import { auditEn, auditZh } from '../src/audit/words';
import { example, stateOf } from '../src/keys/useKeys';
import { linkAddress, reaches } from '../src/members/useMembers';

describe('a new password', () => {
  it.each([['', 'empty'], ['x', 'short'], ['x'.repeat(11), 'short'], ['x'.repeat(12), 'enough'], ['x'.repeat(16), 'good'], ['x'.repeat(24), 'strong'], ['x'.repeat(128), 'strong'], ['x'.repeat(129), 'long']])(
    'of the length of "%s" is %s', (password, strength) => expect(strengthOf(password)).toBe(strength));

  it('is counted in characters, as the server does', () => {
    expect(charactersOf('火🔥')).toBe(2);
    expect([isTaken('🔥'.repeat(12)), isTaken('🔥'.repeat(6)), isTaken('🔥'.repeat(128))]).toEqual([true, false, true]);
  });
});

describe('a refusal', () => {
  it('is about the session where a 401 or a change’s 403 is not about what was typed', () => {
    expect(meansRefused('/api/conversations', undefined, 401)).toBe(true);
    expect(meansRefused('/api/conversations', 'POST', 403)).toBe(true);
    expect(meansRefused('/api/members', undefined, 403)).toBe(false);
    expect(meansRefused('/api/session', 'POST', 401)).toBe(false);
    for (const door of ['/api/account/welcome', '/api/session/second', '/api/session/passkey']) expect(meansRefused(door, 'POST', 401)).toBe(false);
    expect([undefined, 'GET', 'POST', 'DELETE'].map(isChange)).toEqual([false, false, true, true]);
  });
});

describe('what a passkey says', () => {
  it.each([[''], ['AA'], ['-_-_'], ['SGVsbG8']])('"%s" goes to bytes and back, without padding', (text) => expect(toText(toBytes(text).buffer)).toBe(text));

  it('has its words in both languages', () => expect(Object.keys(factorZh)).toEqual(Object.keys(factorEn)));
});

describe('where one is signed in', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/141.0 Safari/537.36', 'Chrome · Linux'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36 Edg/141.0', 'Edge · Windows'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1', 'Safari · iOS'],
    ['Mozilla/5.0 (Linux; Android 16; Phone) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Mobile Safari/537.36 MicroMessenger/8.0', 'WeChat · Android'],
    ['curl/8.5.0', 'curl'], ['something of its own', 'something of its own'], ['', ''],
  ])('%s is said as %s', (userAgent, name) => expect(agentName(userAgent)).toBe(name));
});

describe('members', () => {
  it('reach roles up to their own', () => {
    expect([reaches('OWNER', 'OWNER'), reaches('ADMIN', 'OWNER'), reaches('ADMIN', 'ADMIN'), reaches('MEMBER', 'GUEST'), reaches(undefined, 'GUEST')]).toEqual([true, false, true, true, false]);
  });

  it('get a link that tells their name and keeps the token from the server’s logs', () => {
    const url = new URL(linkAddress('http://localhost:7860', '阿达+1', 'T_-x'));

    expect([url.pathname, url.searchParams.get('name'), url.hash]).toEqual(['/welcome', '阿达+1', '#T_-x']);
  });
});

describe('keys', () => {
  const key = { scopes: ['USE_MODELS'], models: ["it's"], revokedAt: null, expiresAt: null } as unknown as ApiKey;

  it('work until they are revoked or end', () => {
    const at = new Date(5_000).toISOString();
    expect([stateOf(key), stateOf({ revokedAt: null, expiresAt: at }, 4_999), stateOf({ revokedAt: null, expiresAt: at }, 5_000), stateOf({ revokedAt: at, expiresAt: at }, 0)])
      .toEqual(['works', 'works', 'ended', 'revoked']);
  });

  it('come with an example that a shell takes as it is', () => {
    expect(example('http://x', { key, secret: 's' })).toContain(String.raw`"model":"it'\''s"`);
    expect(example('http://x', { key: { ...key, scopes: ['SEE_MODELS'] }, secret: 's' })).toBe('curl -H "Authorization: Bearer s" http://x/api/models');
  });
});

describe('the audit log', () => {
  it('is asked for what the filter names', () => {
    expect(queryOf(EVERYTHING)).toBe('');
    expect(queryOf({ ...EVERYTHING, action: 'session', from: '2026-01-02' }, 7)).toBe('?from=2026-01-02&action=session&before=7');
  });

  it('goes on before its last row where a page is full', () => {
    const rows = Array.from({ length: 200 }, (_, i) => ({ seq: 300 - i }) as AuditRow);
    expect([olderThan(rows), olderThan(rows.slice(1)), olderThan([])]).toEqual([101, undefined, undefined]);
  });

  it('has a word for each kind and action in both languages', () => {
    expect(Object.keys(auditZh.actions)).toEqual(Object.keys(auditEn.actions));
    expect(Object.keys(auditZh.kinds)).toEqual(Object.keys(auditEn.kinds));
    expect([...new Set(Object.keys(auditEn.actions).map((action) => action.split('.')[0]!))].filter((kind) => !(kind in auditEn.kinds))).toEqual([]);
  });
});
