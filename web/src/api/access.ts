/**
 * What the server knows the page by, for whoever sends requests. One for the page: there is one cookie as well.
 *
 * The session's query sets it; {@link refused} is called when the server no longer knows who asks, or no longer lets them.
 */
export const access = {
  csrfToken: null as string | null,
  refused: () => {},
};

/** Here a 401 is about what was typed, not about who asks. */
const DOORS = ['/api/session', '/api/session/second', '/api/session/passkey', '/api/session/passkey/challenge', '/api/account/welcome'];

export const isChange = (method = 'GET') => method !== 'GET' && method !== 'HEAD';

/** Whether this answer says that the session is not what the page believes. */
export const meansRefused = (path: string, method: string | undefined, status: number) =>
  !DOORS.includes(path) && (status === 401 || (status === 403 && isChange(method)));
