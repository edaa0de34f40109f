package org.liaoyuan.server.access;

import java.util.function.Function;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The database as the program itself sees it, one transaction at a time: for finding out who somebody is, when there is no tenant
 * yet, and for changes that this room has allowed. Every statement here names whose rows it means; lists for people are asked as
 * the people instead.
 */
@Component
public class SystemDatabase {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    SystemDatabase(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
    }

    /** Does something, or nothing if it throws. */
    public void run(java.util.function.Consumer<JdbcClient> work) {
        Tenant.SYSTEM.run(() -> transactions.executeWithoutResult(status -> work.accept(jdbc)));
    }

    /** Asks something; the answer may not be null. */
    public <T> T ask(Function<JdbcClient, T> question) {
        return Tenant.SYSTEM.ask(() -> {
            T answer = transactions.execute(status -> question.apply(jdbc));
            if (answer == null) {
                throw new IllegalStateException("a question to the database had no answer");
            }
            return answer;
        });
    }
}
