package org.liaoyuan.server.signon;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provider or directory says of somebody.
 *
 * @param issuer who says it; with the subject it is who somebody is
 * @param subject never given to anybody else by that issuer
 * @param userName by which they sign in there
 * @param displayName may be empty
 * @param emailVerified null where nothing is said about it
 * @param groupsLeftOut whether there are groups that it did not name
 */
record Attested(
        String issuer,
        String subject,
        String userName,
        String displayName,
        @Nullable String email,
        @Nullable Boolean emailVerified,
        List<String> groups,
        boolean groupsLeftOut) {

    static final int MOST_SUBJECT = 255;

    private static final int MOST_LABEL = 254;

    Attested {
        groups = List.copyOf(groups);
    }

    /** As lists show it. */
    String label() {
        String label = email == null ? userName : email;
        return label.length() <= MOST_LABEL ? label : label.substring(0, MOST_LABEL);
    }
}
