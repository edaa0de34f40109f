package org.liaoyuan.server.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * Something that was done.
 *
 * <p>Its hash is SHA-256 over the hash of the row before, then each field in this order as its length in bytes (4, big-endian)
 * and its bytes in UTF-8; numbers in decimal, the time in microseconds since 1970. Lengths keep two fields from being read as one.
 *
 * @param seq 1, 2, 3 …, over all organisations
 * @param at to the microsecond
 * @param organisation id; where it was done
 * @param person id of who did it; empty for nobody known
 * @param key id of the API key by which it was done; empty for none
 * @param action such as {@code session.start}
 * @param target id of what it was done to; may be empty
 * @param details more, as name=value, apart by "; "; never a secret or a user's text
 * @param address a prefix of where it came from
 * @param hash of this row, in hexadecimal
 */
record AuditRow(
        long seq,
        Instant at,
        String organisation,
        String person,
        String key,
        String action,
        String target,
        String details,
        String address,
        String hash) {

    /** What the first row follows. */
    static final String BEGINNING = "0".repeat(64);

    /** The same in its place of the log. */
    AuditRow after(String previous, long number, Instant time) {
        AuditRow placed = new AuditRow(number, time, organisation, person, key, action, target, details, address, "");
        return new AuditRow(
                number, time, organisation, person, key, action, target, details, address, placed.hashAfter(previous));
    }

    String hashAfter(String previous) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(HexFormat.of().parseHex(previous));
            long micros = at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
            for (String field : List.of(
                    Long.toString(seq),
                    Long.toString(micros),
                    organisation,
                    person,
                    key,
                    action,
                    target,
                    details,
                    address)) {
                byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
                sha256.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                sha256.update(bytes);
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    static AuditRow of(ResultSet row, int number) throws SQLException {
        return new AuditRow(
                row.getLong("seq"),
                row.getTimestamp("at").toInstant(),
                row.getString("organisation"),
                row.getString("person"),
                row.getString("key"),
                row.getString("action"),
                row.getString("target"),
                row.getString("details"),
                row.getString("address"),
                HexFormat.of().formatHex(row.getBytes("hash")));
    }

    Object[] values(String previous) {
        return new Object[] {
            seq,
            Timestamp.from(at),
            organisation,
            person,
            key,
            action,
            target,
            details,
            address,
            HexFormat.of().parseHex(previous),
            HexFormat.of().parseHex(hash)
        };
    }
}
