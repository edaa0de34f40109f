import { access } from '../api/access';
import { body, json, request } from '../api/client';
import type { ImportReport, OpenSession, PasskeyAnswer, Profile, Session, SignInQuestion } from '../api/types';
import { organisationIn } from '../signon/api';

export interface Welcomed {
  token: string;
  password: string;
  name?: string;
  displayName?: string;
}

const known = (session: Session) => {
  access.csrfToken = session.csrfToken;
  return session;
};
const post = (path: string, value: unknown) => json<Session>(path, { method: 'POST', body: body(value) }).then(known);

export const accountApi = {
  session: () => json<Session>('/session').then(known),
  signIn: (name: string, password: string) => post('/session', { name, password, organisation: organisationIn(location.search) }),
  /** After the password: a code of the authenticator app, or a recovery code. */
  showSecond: (token: string, code: string, recovery: boolean) => post('/session/second', { token, [recovery ? 'recoveryCode' : 'code']: code }),
  passkeyQuestion: () => json<SignInQuestion>('/session/passkey/challenge', { method: 'POST' }),
  signInByPasskey: (credential: PasskeyAnswer) => post('/session/passkey', { credential }),
  welcome: (welcomed: Welcomed) => post('/account/welcome', welcomed),
  signOut: () => request('/api/session', { method: 'DELETE' }),
  actFor: (organisation: string) => request('/api/session/organisation', { method: 'PUT', body: body({ organisation }) }),
  leave: (organisation: string) => request(`/api/account/memberships/${encodeURIComponent(organisation)}`, { method: 'DELETE' }),
  change: (change: Partial<Pick<Profile, 'displayName' | 'language'>> & { email?: string }) =>
    json<Profile>('/account', { method: 'PATCH', body: body(change) }),
  changePassword: (current: string, next: string) => request('/api/account/password', { method: 'PUT', body: body({ current, next }) }),
  sessions: () => json<OpenSession[]>('/account/sessions'),
  endSession: (id: string) => request(`/api/account/sessions/${id}`, { method: 'DELETE' }),
  /** The file as it is: the server looks what it is. */
  importConversations: (file: File) => json<ImportReport>('/conversations/import', { method: 'POST', body: file }),
  remove: (password: string) => request('/api/account', { method: 'DELETE', body: body({ password }) }),
  endSessions: () => request('/api/account/sessions', { method: 'DELETE' }),
};
