import type { PasskeyAnswer, RegistrationQuestion, SignInQuestion } from '../api/types';

/** Whether this browser, at this address, can use passkeys. */
export const canUsePasskeys = () => 'PublicKeyCredential' in globalThis && isSecureContext;

// parseCreationOptionsFromJSON and toJSON would do it; Safari has them from 18.4 on only
export const toBytes = (text: string) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
export const toText = (bytes: ArrayBuffer) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

const passkey = (id: string) => ({ type: 'public-key' as const, id: toBytes(id) });

/** Has the browser make a passkey on a device of the person's choice. Throws a DOMException where nothing comes of it. */
export async function makePasskey(question: RegistrationQuestion): Promise<PasskeyAnswer> {
  const made = (await navigator.credentials.create({
    publicKey: {
      rp: { id: question.host, name: 'Liaoyuan' },
      user: { id: toBytes(question.userHandle), name: question.userName, displayName: question.displayName },
      challenge: toBytes(question.challenge),
      pubKeyCredParams: question.algorithms.map((alg) => ({ type: 'public-key', alg })),
      excludeCredentials: question.exclude.map(passkey),
      authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
      attestation: 'none',
      timeout: question.timeoutMillis,
    },
  })) as PublicKeyCredential;
  const response = made.response as AuthenticatorAttestationResponse;
  return {
    id: made.id,
    response: {
      clientDataJSON: toText(response.clientDataJSON), attestationObject: toText(response.attestationObject),
      transports: response.getTransports?.() ?? [],
    },
  };
}

/** Has the browser ask the person for one of their passkeys. Throws a DOMException where nothing comes of it. */
export async function showPasskey(question: SignInQuestion): Promise<PasskeyAnswer> {
  const shown = (await navigator.credentials.get({
    publicKey: { rpId: question.host, challenge: toBytes(question.challenge), userVerification: 'required', timeout: question.timeoutMillis },
  })) as PublicKeyCredential;
  const response = shown.response as AuthenticatorAssertionResponse;
  return {
    id: shown.id,
    response: {
      clientDataJSON: toText(response.clientDataJSON), authenticatorData: toText(response.authenticatorData), signature: toText(response.signature),
      ...(response.userHandle && { userHandle: toText(response.userHandle) }),
    },
  };
}
