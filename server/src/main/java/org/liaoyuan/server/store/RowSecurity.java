package org.liaoyuan.server.store;

import javax.sql.DataSource;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Refuses to serve where PostgreSQL would not hold a connection to its tenant. */
final class RowSecurity implements SmartInitializingSingleton {

    private final DataSource source;

    RowSecurity(DataSource source) {
        this.source = source;
    }

    @Override
    public void afterSingletonsInstantiated() {
        boolean active = JdbcClient.create(source)
                .sql("select row_security_active('conversation')")
                .query(Boolean.class)
                .single();
        if (!active) {
            throw new DatabaseException(
                    "the database's user passes by row-level security and may not become another role:"
                            + " create the role liaoyuan_app and grant it to that user, or name a user without BYPASSRLS in "
                            + Database.VARIABLE);
        }
    }
}
