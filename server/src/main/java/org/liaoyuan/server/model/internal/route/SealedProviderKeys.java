package org.liaoyuan.server.model.internal.route;

import org.liaoyuan.server.vault.SealedColumn;
import org.springframework.stereotype.Component;

/** Where the keys of providers are. */
@Component
class SealedProviderKeys implements SealedColumn {

    @Override
    public String table() {
        return "provider";
    }

    @Override
    public String id() {
        return "id";
    }

    @Override
    public String column() {
        return "sealed_key";
    }

    @Override
    public String title() {
        return "'provider ' || id";
    }

    @Override
    public String name(String id) {
        return id;
    }
}
