package org.liaoyuan.server.agent.tell;

import org.liaoyuan.server.vault.SealedColumn;
import org.springframework.stereotype.Component;

/** Where the passwords are by which organisations hand in mail. */
@Component
class SealedMailPasswords implements SealedColumn {

    static String place(Object organisation) {
        return "agent mail " + organisation;
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
        return "sealed_password";
    }

    @Override
    public String title() {
        return "'mail of organisation ' || organisation";
    }

    @Override
    public String name(String id) {
        return place(id);
    }
}
