package org.liaoyuan.server.agent;

import org.liaoyuan.server.vault.SealedColumn;
import org.springframework.stereotype.Component;

/** Where the tokens of links are that did not go out yet: of those that did, only a hash is kept. */
@Component
class SealedLinks implements SealedColumn {

    static String place(Object id) {
        return "agent link " + id;
    }

    @Override
    public String table() {
        return "agent_notice";
    }

    @Override
    public String id() {
        return "id";
    }

    @Override
    public String column() {
        return "sealed_token";
    }

    @Override
    public String title() {
        return "'link of a question ' || id";
    }

    @Override
    public String name(String id) {
        return place(id);
    }
}
