package org.liaoyuan.server.account;

import java.util.Locale;

/** What somebody is in an organisation, the most powerful first. */
public enum Role {
    OWNER,
    ADMIN,
    BUILDER,
    MEMBER,
    GUEST;

    /** Whether this role may give, change and take the other: nobody reaches above himself. */
    boolean mayManage(Role other) {
        return ordinal() <= other.ordinal();
    }

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Role ofStored(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }
}
