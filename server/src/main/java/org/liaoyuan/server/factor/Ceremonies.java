package org.liaoyuan.server.factor;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.RefusedException;
import org.springframework.stereotype.Component;

/**
 * Registering a passkey and signing in by one (WebAuthn 3, 7.1 and 7.2), the checks by WebAuthn4J. The authenticator must have made
 * sure who is there; which model it is nobody asks.
 */
@Component
class Ceremonies {

    /** In the order of preference. */
    static final List<COSEAlgorithmIdentifier> ALGORITHMS =
            List.of(COSEAlgorithmIdentifier.ES256, COSEAlgorithmIdentifier.EdDSA, COSEAlgorithmIdentifier.RS256);

    private static final boolean VERIFIED = true;

    /** Made with the first passkey: it takes a quarter of a second, for which no start of the server waits. */
    private static final class Library {

        static final ObjectConverter CONVERTER = new ObjectConverter();
        static final AttestedCredentialDataConverter CREDENTIALS = new AttestedCredentialDataConverter(CONVERTER);
        static final WebAuthnManager MANAGER = WebAuthnManager.createNonStrictWebAuthnManager(CONVERTER);
    }

    private final Challenges challenges;

    Ceremonies(Challenges challenges) {
        this.challenges = challenges;
    }

    /** A new passkey and the host for which it works. */
    record Registered(String host, Passkeys.Made made) {}

    /** Somebody showed a passkey whose counter is not what it should be: there may be a copy of it. */
    static final class Cloned extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    /**
     * What an authenticator made for this person.
     *
     * @throws IllegalArgumentException if the answer can't be read
     * @throws RefusedException if it is no answer to an open question, or not a good one
     */
    Registered register(PublicKeyCredential credential, String person) {
        PublicKeyCredential.AuthenticatorResponse answer = credential.answer();
        RegistrationData data = read(() -> Library.MANAGER.parse(new RegistrationRequest(
                PublicKeyCredential.bytes("attestationObject", answer.attestationObject()),
                answer.clientData(),
                Set.copyOf(answer.hints()))));
        ServerProperty server = asked(data.getCollectedClientData(), person);
        List<PublicKeyCredentialParameters> kinds = ALGORITHMS.stream()
                .map(a -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, a))
                .toList();
        check(() -> Library.MANAGER.verify(data, new RegistrationParameters(server, kinds, VERIFIED, true)));
        var attestation = present(data.getAttestationObject(), "attestationObject");
        AuthenticatorData<?> said = attestation.getAuthenticatorData();
        var made = present(said.getAttestedCredentialData(), "attested credential");
        return new Registered(
                String.valueOf(server.getRpId()),
                new Passkeys.Made(
                        made.getCredentialId(),
                        Library.CREDENTIALS.convert(made),
                        said.getSignCount(),
                        said.isFlagBE(),
                        said.isFlagBS(),
                        answer.hints()));
    }

    /** What an authenticator says of itself when it signs. */
    record Shown(long counter, boolean backedUp) {}

    /**
     * Looks whether the answer comes from this passkey.
     *
     * @throws IllegalArgumentException if the answer can't be read
     * @throws RefusedException if it is no answer to an open question, or not a good one
     * @throws Cloned if it signed less often than was seen
     */
    Shown authenticate(PublicKeyCredential credential, Passkeys.Kept kept) {
        PublicKeyCredential.AuthenticatorResponse answer = credential.answer();
        byte[] handle = PublicKeyCredential.bytes("userHandle", answer.userHandle());
        AuthenticationData data = read(() -> Library.MANAGER.parse(new AuthenticationRequest(
                credential.credentialId(),
                handle,
                PublicKeyCredential.bytes("authenticatorData", answer.authenticatorData()),
                answer.clientData(),
                PublicKeyCredential.bytes("signature", answer.signature()))));
        ServerProperty server = asked(data.getCollectedClientData(), null);
        if (!MessageDigest.isEqual(handle, kept.userHandle())) {
            throw RefusedException.unknown("the passkey is somebody else's");
        }
        List<byte[]> itself = List.of(kept.made().credentialId());
        check(() -> Library.MANAGER.verify(
                data, new AuthenticationParameters(server, record(kept.made()), itself, VERIFIED, true)));
        AuthenticatorData<?> said = present(data.getAuthenticatorData(), "authenticatorData");
        return new Shown(said.getSignCount(), said.isFlagBS());
    }

    private CredentialRecord record(Passkeys.Made made) {
        return new CredentialRecordImpl(
                new NoneAttestationStatement(),
                VERIFIED,
                made.backupEligible(),
                made.backedUp(),
                made.counter(),
                Library.CREDENTIALS.convert(made.credential()),
                null,
                null,
                null,
                null);
    }

    /** What the answer is held to: as whom we asked. The question is used up, whatever comes of it. */
    private ServerProperty asked(@Nullable CollectedClientData client, @Nullable String person) {
        var challenge = present(client, "clientDataJSON").getChallenge();
        RelyingParty party = challenges
                .take(challenge.getValue(), person)
                .orElseThrow(() -> RefusedException.gone("this question was answered already, or is older than "
                        + Challenges.VALID.toMinutes() + " minutes; begin again"));
        return ServerProperty.builder()
                .origin(new Origin(party.origin()))
                .rpId(party.id())
                .challenge(challenge)
                .build();
    }

    private static <T> T present(@Nullable T part, String name) {
        if (part == null) {
            throw new IllegalArgumentException("the passkey's answer has no " + name);
        }
        return part;
    }

    private static <T> T read(Supplier<T> parsing) {
        try {
            return parsing.get();
        } catch (RuntimeException e) {
            // whatever its parsers throw, Jackson's exceptions among it, comes through WebAuthn4J
            throw new IllegalArgumentException(
                    "the passkey's answer can't be read: it is no CBOR or JSON as WebAuthn has it", e);
        }
    }

    private static void check(Runnable checks) {
        try {
            checks.run();
        } catch (MaliciousCounterValueException e) {
            throw new Cloned();
        } catch (WebAuthnException e) {
            throw RefusedException.unknown("the passkey's answer does not hold: " + e.getMessage());
        }
    }
}
