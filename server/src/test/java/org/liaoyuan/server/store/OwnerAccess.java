package org.liaoyuan.server.store;

import java.util.function.Function;
import org.liaoyuan.server.TestServer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A test server's database as the tables' owner sees it, whom no rule of rows binds. */
public final class OwnerAccess {

    private OwnerAccess() {}

    public static JdbcClient of(TestServer server) {
        return JdbcClient.create(server.bean(Database.class).ownerSource());
    }

    /** Asks something in a transaction that is rolled back. */
    public static <T> T rolledBack(TestServer server, Function<JdbcClient, T> question) {
        var source = server.bean(Database.class).ownerSource();
        return new TransactionTemplate(new JdbcTransactionManager(source)).execute(status -> {
            status.setRollbackOnly();
            return question.apply(JdbcClient.create(source));
        });
    }
}
