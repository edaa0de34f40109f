import { body, json, request } from '../api/client';
import type { AuthenticatorSecret, OwnFactors, Passkey, RegistrationQuestion } from '../api/types';
import { makePasskey } from './webauthn';

const at = '/account/factors';
const post = <T>(path: string, value: unknown) => json<T>(at + path, { method: 'POST', body: body(value) });
const change = (method: string, path: string, value: unknown) => request(`/api${at}${path}`, { method, body: body(value) });

/** Shown this once; empty where one has some already. */
interface Codes {
  recoveryCodes: string[];
}

export const factorApi = {
  own: () => json<OwnFactors>(at),
  beginApp: (password: string) => post<AuthenticatorSecret>('/authenticator', { password }),
  confirmApp: (code: string) => json<Codes>(`${at}/authenticator`, { method: 'PUT', body: body({ code }) }),
  removeApp: (password: string) => change('DELETE', '/authenticator', { password }),
  newCodes: (password: string) => post<Codes>('/recovery-codes', { password }),
  addPasskey: async (name: string, password: string) => {
    const question = await post<RegistrationQuestion>('/passkeys/challenge', { password });
    return post<Codes & { passkey: Passkey }>('/passkeys', { name, credential: await makePasskey(question) });
  },
  renamePasskey: (id: string, name: string) => change('PATCH', `/passkeys/${id}`, { name }),
  removePasskey: (id: string, password: string) => change('DELETE', `/passkeys/${id}`, { password }),
};
