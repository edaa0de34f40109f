package org.liaoyuan.server.agent.tell;

import org.liaoyuan.server.vault.SealedColumn;
import org.springframework.stereotype.Component;

/** Where the addresses of bots are: whoever knows one writes to its group. */
@Component
class SealedBots implements SealedColumn {

    static String place(Object organisation) {
        return "agent bot " + organisation;
    }

    @Override
    public String table() {
        return "agent_tell";
    }

    @Override
    public String id() {
        return "organisation";
    }

    @Override
    public String column() {
        return "sealed_bot";
    }

    @Override
    public String title() {
        return "'bot of organisation ' || organisation";
    }

    @Override
    public String name(String id) {
        return place(id);
    }
}
