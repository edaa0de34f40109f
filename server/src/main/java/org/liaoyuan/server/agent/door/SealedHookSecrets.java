package org.liaoyuan.server.agent.door;

import org.liaoyuan.server.vault.SealedColumn;
import org.springframework.stereotype.Component;

/** Where the secrets are with which requests to webhooks are signed. */
@Component
class SealedHookSecrets implements SealedColumn {

    static String place(Object trigger) {
        return "agent trigger " + trigger;
    }

    @Override
    public String table() {
        return "agent_trigger";
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
        return "'webhook ' || name";
    }

    @Override
    public String name(String id) {
        return place(id);
    }
}
