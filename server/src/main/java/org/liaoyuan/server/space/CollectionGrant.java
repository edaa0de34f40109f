package org.liaoyuan.server.space;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;

/**
 * To whom a collection is open, and how far.
 *
 * @param name a role, a person's id, or a group as the directory names it; empty for everybody
 * @param title of a person: as people know them; else the name
 */
record CollectionGrant(Kind kind, String name, String title, Right right) {

    /** Who that may be. */
    @Schema(name = "GranteeKind")
    enum Kind {
        /** All of the organisation but its guests. */
        EVERYBODY,
        ROLE,
        PERSON,
        /** Of the directory, or of a provider by which people sign in. */
        GROUP;

        /** As the database has it. */
        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind ofStored(String value) {
            return valueOf(value.toUpperCase(Locale.ROOT));
        }
    }
}
