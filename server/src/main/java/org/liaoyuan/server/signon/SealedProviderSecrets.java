package org.liaoyuan.server.signon;

import org.liaoyuan.server.vault.SealedColumn;
import org.springframework.stereotype.Component;

/** Where the secrets of providers and directories are. */
@Component
class SealedProviderSecrets implements SealedColumn {

    static String place(Object id) {
        return "sign-on " + id;
    }

    @Override
    public String table() {
        return "sign_on_provider";
    }

    @Override
    public String id() {
        return "id";
    }

    @Override
    public String column() {
        return "sealed_secret";
    }

    @Override
    public String title() {
        return "'single sign-on ' || name";
    }

    @Override
    public String name(String id) {
        return place(id);
    }
}
