package org.liaoyuan.server.store;

import com.zaxxer.hikari.HikariDataSource;
import dev.dbos.transact.config.DBOSConfig;

/**
 * Connections of the engine of durable runs: few, none kept while nothing runs, as the tables' owner and not as anybody. The engine
 * makes its tables in a schema of its own; of ours it knows nothing.
 */
public final class EngineConnections implements AutoCloseable {

    /** Beside {@code public}, which backups and row-level security are about. */
    public static final String SCHEMA = "dbos";

    private static final int MOST = 6;
    private static final long WAIT_MILLIS = 20_000;
    private static final long IDLE_MILLIS = 60_000;

    private final HikariDataSource pool;

    public EngineConnections(Database database) {
        pool = new HikariDataSource();
        pool.setPoolName("engine");
        pool.setJdbcUrl(database.url());
        if (!database.user().isEmpty()) {
            pool.setUsername(database.user());
            pool.setPassword(database.password());
        }
        pool.setMaximumPoolSize(MOST);
        pool.setMinimumIdle(0);
        pool.setIdleTimeout(IDLE_MILLIS);
        pool.setConnectionTimeout(WAIT_MILLIS);
    }

    /** The configuration with these connections and this schema. */
    public DBOSConfig into(DBOSConfig config) {
        return config.withDataSource(pool).withDatabaseSchema(SCHEMA);
    }

    @Override
    public void close() {
        pool.close();
    }
}
