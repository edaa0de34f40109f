package org.liaoyuan.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Tells PostgreSQL, each time a connection is taken, for whom: row-level security compares with that.
 *
 * <p>INVARIANT: a connection that is taken is in no transaction (autocommit), so what is said here stays until the next one who
 * takes it says otherwise, whatever is rolled back between.
 */
final class TenantDataSource extends DelegatingDataSource {

    /** Becomes the role that row-level security binds, where there is one: see V5__accounts.sql. */
    static final String BECOME_APP = "select set_config('role', rolname, false) from pg_roles"
            + " where rolname = 'liaoyuan_app' and pg_has_role(session_user, oid, 'member')";

    private static final String SAY = "select set_config('liaoyuan.organisation', ?, false),"
            + " set_config('liaoyuan.person', ?, false), set_config('liaoyuan.whole', ?, false),"
            + " set_config('liaoyuan.system', ?, false)";

    /** What each real connection was told last: most requests find one that knows already. */
    private final Map<PGConnection, Tenant> told = Collections.synchronizedMap(new WeakHashMap<>());

    TenantDataSource(DataSource pool) {
        super(pool);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        try {
            tell(connection, Tenant.current());
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private void tell(Connection connection, Tenant tenant) throws SQLException {
        PGConnection real = connection.unwrap(PGConnection.class);
        if (tenant.equals(told.get(real))) {
            return;
        }
        told.remove(real);
        try (PreparedStatement say = connection.prepareStatement(SAY)) {
            say.setString(1, tenant.organisation());
            say.setString(2, tenant.person());
            say.setString(3, tenant.whole() ? "on" : "");
            say.setString(4, tenant.system() ? "on" : "");
            say.execute();
        }
        told.put(real, tenant);
    }
}
