// A certified OpenID Connect server (panva's oidc-provider) for the tests. Arguments: folder of node_modules, redirect URI. Prints
// "ready PORT". Whoever is named at its login page is signed in; POST /test/… says what is claimed of them, and what goes wrong.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const [folder, redirectUri] = process.argv.slice(2);
const load = (name) => import(createRequire(`${folder}/package.json`).resolve(name));
const { default: Provider } = await load('oidc-provider');
const { generateKeyPair, exportJWK, importJWK, decodeJwt, SignJWT } = await load('jose');

/** By subject. */
const claims = new Map();
let fault = '';
let issuer;
let current;

const fresh = async (id) => {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: id, alg: 'RS256', use: 'sig' };
};

/** What a server that is wrong, or not who it says, would send. */
async function spoil(token, key) {
  const payload = decodeJwt(token);
  const other = { nonce: { nonce: 'of another sign-in' }, audience: { aud: 'another-client' }, issuer: { iss: 'https://elsewhere.example' }, expired: { iat: 1_000, exp: 2_000 } }[fault];
  if (fault === 'unsigned') return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1]}.`;
  const signer = fault === 'key' ? { ...(await fresh(key.kid)) } : key;
  if (fault === 'secret') return new SignJWT(payload).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from('the-client-secret-of-the-tests-0123456789'));
  return new SignJWT({ ...payload, ...other }).setProtectedHeader({ alg: 'RS256', kid: key.kid }).sign(await importJWK(signer, 'RS256'));
}

async function start(id) {
  const key = await fresh(id);
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'liaoyuan', client_secret: 'the-client-secret-of-the-tests-0123456789', redirect_uris: [redirectUri], response_types: ['code'], grant_types: ['authorization_code'] }],
    jwks: { keys: [key] },
    cookies: { keys: ['only for tests'] },
    scopes: ['openid', 'profile', 'email', 'groups'],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email', 'email_verified'], groups: ['groups', 'realm_access', '_claim_names'] },
    pkce: { required: () => true },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, preferred_username: sub, ...claims.get(sub) }) }),
    // nobody is asked whether they agree
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
      grant.addOIDCScope('openid profile email groups');
      await grant.save();
      return grant;
    },
  });
  provider.use(async (ctx, next) => {
    await next();
    if (fault && ctx.path === '/token' && ctx.body?.id_token) ctx.body.id_token = await spoil(ctx.body.id_token, key);
    if (fault === 'userinfo' && ctx.path === '/me') ctx.body = { ...ctx.body, sub: 'somebody-else' };
    if (fault === 'huge' && ctx.path === '/token') ctx.body = { padding: 'x'.repeat(3_000_000) };
  });
  current = provider.callback();
}

const body = async (request) => JSON.parse(Buffer.concat(await request.toArray()).toString() || '{}');
const tests = {
  '/test/claims': async (request) => claims.set(...(({ sub, ...rest }) => [sub, rest])(await body(request))),
  '/test/fault': async (request) => { fault = (await body(request)).fault; },
  '/test/rotate': () => start(`key-${Date.now()}`),
};

const server = createServer(async (request, response) => {
  const test = tests[request.url];
  if (!test) return fault === 'down' ? response.destroy() : current(request, response);
  await test(request);
  response.end();
});
server.listen(0, '127.0.0.1', async () => {
  issuer = `http://127.0.0.1:${server.address().port}`;
  await start('first');
  console.log(`ready ${server.address().port}`);
});
