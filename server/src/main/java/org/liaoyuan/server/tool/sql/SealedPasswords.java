package org.liaoyuan.server.tool.sql;

import org.liaoyuan.server.vault.SealedColumn;
import org.springframework.stereotype.Component;

/** Where the passwords of connections are. */
@Component
class SealedPasswords implements SealedColumn {

    static String place(Object id) {
        return "sql connection " + id;
    }

    @Override
    public String table() {
        return "sql_connection";
    }

    @Override
    public String id() {
        return "id";
    }

    @Override
    public String column() {
        return "sealed_password";
    }

    @Override
    public String title() {
        return "'database ' || name";
    }

    @Override
    public String name(String id) {
        return place(id);
    }
}
