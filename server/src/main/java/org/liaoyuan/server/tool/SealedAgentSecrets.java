package org.liaoyuan.server.tool;

import org.liaoyuan.server.vault.SealedColumn;
import org.springframework.stereotype.Component;

/** Where the secrets of agents are. */
@Component
class SealedAgentSecrets implements SealedColumn {

    static String place(Object id) {
        return "agent secret " + id;
    }

    @Override
    public String table() {
        return "agent_secret";
    }

    @Override
    public String id() {
        return "id";
    }

    @Override
    public String column() {
        return "sealed";
    }

    @Override
    public String title() {
        return "'agent secret ' || name";
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
