package org.liaoyuan.server.factor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;

/** A passkey in software, and the browser around it: what they say can be bent, byte by byte. */
final class SoftPasskey {

    static final int PRESENT = 0x01;
    static final int VERIFIED = 0x04;
    private static final int ATTESTED = 0x40;

    private final byte[] credentialId = new byte[16];
    private final KeyPair keys;

    String origin;
    String host = "localhost";
    String userHandle = "";
    int flags = PRESENT | VERIFIED;
    int counter = 1;

    SoftPasskey(TestServer server) {
        origin = localhost(server);
        new SecureRandom().nextBytes(credentialId);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The server by its name: passkeys know no addresses. */
    static String localhost(TestServer server) {
        return server.address().replace("127.0.0.1", "localhost");
    }

    /** Registers a new one. */
    static SoftPasskey register(House house, Visitor visitor, String name) {
        SoftPasskey key = new SoftPasskey(house.server);
        Reply added = add(visitor, name, key.attestation(question(visitor)));
        if (added.status() != 200) {
            throw new AssertionError(added.text());
        }
        return key;
    }

    static Reply question(Visitor visitor) {
        return atLocalhost(
                visitor, "/api/account/factors/passkeys/challenge", "{\"password\":\"" + House.PASSWORD + "\"}");
    }

    static Reply add(Visitor visitor, String name, String credential) {
        return atLocalhost(
                visitor,
                "/api/account/factors/passkeys",
                "{\"name\":\"" + name + "\",\"credential\":" + credential + "}");
    }

    static Reply atLocalhost(Visitor visitor, String path, String body) {
        TestServer server = visitor.server();
        HttpRequest.Builder request = server.request(path)
                .uri(URI.create(localhost(server) + path))
                .header("Content-Type", "application/json");
        visitor.headers().forEach(request::header);
        return server.send(request.POST(BodyPublishers.ofString(body)));
    }

    /** Asks for a challenge and signs it. */
    Reply signIn(TestServer server) {
        return show(server, assertion(challenge(server)));
    }

    static String challenge(TestServer server) {
        return atLocalhost(Visitor.stranger(server), "/api/session/passkey/challenge", "")
                .at("/challenge")
                .asString();
    }

    static Reply show(TestServer server, String credential) {
        return atLocalhost(Visitor.stranger(server), "/api/session/passkey", "{\"credential\":" + credential + "}");
    }

    String id() {
        return text(credentialId);
    }

    /** What a browser says after it made this passkey. */
    String attestation(Reply question) {
        userHandle = question.at("/userHandle").asString();
        byte[] data = authenticatorData(flags | ATTESTED, attestedCredential());
        byte[] object = joined(
                HexFormat.of().parseHex("a3"),
                cbor("fmt"),
                cbor("none"),
                cbor("attStmt"),
                HexFormat.of().parseHex("a0"),
                cbor("authData"),
                new byte[] {0x58, (byte) data.length},
                data);
        return """
                {"id":"%s","response":{"clientDataJSON":"%s","attestationObject":"%s","transports":["internal","<b>"]}}""".formatted(
                id(),
                text(clientData("webauthn.create", question.at("/challenge").asString())),
                text(object));
    }

    /** What a browser says after this passkey signed. */
    String assertion(String challenge) {
        byte[] client = clientData("webauthn.get", challenge);
        byte[] data = authenticatorData(flags, new byte[0]);
        return """
                {"id":"%s","response":{"clientDataJSON":"%s","authenticatorData":"%s","signature":"%s","userHandle":"%s"}}""".formatted(id(), text(client), text(data), text(signed(joined(data, sha256(client)))), userHandle);
    }

    private byte[] clientData(String type, String challenge) {
        return ("{\"type\":\"" + type + "\",\"challenge\":\"" + challenge + "\",\"origin\":\"" + origin
                        + "\",\"crossOrigin\":false}")
                .getBytes(UTF_8);
    }

    private byte[] authenticatorData(int said, byte[] rest) {
        return joined(
                sha256(host.getBytes(UTF_8)),
                new byte[] {(byte) said},
                ByteBuffer.allocate(Integer.BYTES).putInt(counter).array(),
                rest);
    }

    /** No AAGUID, the id, and the key in COSE's form: EC2, ES256, P-256, x, y. */
    private byte[] attestedCredential() {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        return joined(
                new byte[16],
                new byte[] {0, (byte) credentialId.length},
                credentialId,
                HexFormat.of().parseHex("a5010203262001215820"),
                coordinate(key.getW().getAffineX().toByteArray()),
                HexFormat.of().parseHex("225820"),
                coordinate(key.getW().getAffineY().toByteArray()));
    }

    private static byte[] coordinate(byte[] number) {
        byte[] padded = new byte[32];
        int length = Math.min(number.length, padded.length);
        System.arraycopy(number, number.length - length, padded, padded.length - length, length);
        return padded;
    }

    private byte[] signed(byte[] message) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] cbor(String text) {
        return joined(new byte[] {(byte) (0x60 | text.length())}, text.getBytes(UTF_8));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
