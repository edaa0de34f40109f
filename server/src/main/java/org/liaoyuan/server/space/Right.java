package org.liaoyuan.server.space;

import io.swagger.v3.oas.annotations.media.Schema;

/** What somebody may do with a collection; each holds those before it. */
@Schema(name = "CollectionRight")
public enum Right {
    /** Finding, asking, opening. */
    READ,
    /** Adding, removing and naming. */
    EDIT,
    /** Sharing and deleting. */
    MANAGE;

    /** As the database has it: 1 …. */
    int level() {
        return ordinal() + 1;
    }

    static Right ofLevel(int level) {
        return values()[level - 1];
    }

    boolean holds(Right other) {
        return ordinal() >= other.ordinal();
    }
}
