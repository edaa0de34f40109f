package org.liaoyuan.server.factor;

import org.liaoyuan.server.vault.SealedColumn;
import org.springframework.stereotype.Component;

/** Where the secrets of authenticator apps are. */
@Component
class SealedAuthenticators implements SealedColumn {

    static String place(String person) {
        return "authenticator of " + person;
    }

    @Override
    public String table() {
        return "authenticator";
    }

    @Override
    public String id() {
        return "person";
    }

    @Override
    public String column() {
        return "sealed_secret";
    }

    @Override
    public String title() {
        return "'authenticator app of ' || (select p.name from person p where p.id = person)";
    }

    @Override
    public String name(String id) {
        return place(id);
    }

    @Override
    public boolean isWholeRow() {
        return true;
    }
}
