package org.liaoyuan.server.access;

import java.util.Locale;

/** What somebody is in an organisation, the most powerful first. */
public enum Role {
    OWNER,
    ADMIN,
    BUILDER,
    MEMBER,
    GUEST;

    /** Whether this role may give, change and take the other: nobody reaches above himself. */
    public boolean mayManage(Role other) {
        return ordinal() <= other.ordinal();
    }

    /** As the database has it. */
    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role that the database calls so. */
    public static Role ofStored(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }
}
