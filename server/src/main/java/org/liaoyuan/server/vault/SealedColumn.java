package org.liaoyuan.server.vault;

/**
 * A column of a room's table that holds what {@link KeyVault#seal} made; a bean of each such room. With it the secrets are sealed anew at
 * a rotation, counted, and named where they do not open.
 *
 * <p>All but {@link #name} is SQL and part of the program: never something that came from outside.
 */
public interface SealedColumn {

    String table();

    /** The column by which a row is found. */
    String id();

    /** The column with the sealed secret, of type bytea. */
    String column();

    /** An expression over a row: what people call it, such as {@code 'provider ' || id}. */
    String title();

    /** The name under which the secret of a row is sealed, given its id as text. */
    String name(String id);

    /** Whether a row without its secret means nothing, so that it goes where the secret is forgotten. */
    default boolean isWholeRow() {
        return false;
    }
}
