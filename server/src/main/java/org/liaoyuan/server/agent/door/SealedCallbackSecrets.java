package org.liaoyuan.server.agent.door;

import org.liaoyuan.server.vault.SealedColumn;
import org.springframework.stereotype.Component;

/** Where the secrets are with which ends of runs are signed. */
@Component
class SealedCallbackSecrets implements SealedColumn {

    @Override
    public String table() {
        return "agent_callback";
    }

    @Override
    public String id() {
        return "run";
    }

    @Override
    public String column() {
        return "sealed_secret";
    }

    @Override
    public String title() {
        return "'callback of run ' || run";
    }

    @Override
    public String name(String id) {
        return Callbacks.place(id);
    }
}
