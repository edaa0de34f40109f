package org.liaoyuan.server.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.liaoyuan.server.home.Home;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Where the database is. Close it when nothing uses it any more: an embedded server is shut down then.
 *
 * @param url JDBC address
 * @param user who connects
 * @param password theirs
 * @param stop ends an embedded server
 */
public record Database(String url, String user, String password, Runnable stop) implements AutoCloseable {

    /** Names an external PostgreSQL, {@code postgres://host:port/database}, user and password before the host as in any address, or a JDBC address of one. */
    public static final String VARIABLE = "LIAOYUAN_DATABASE_URL";

    private static final Map<Home, CompletableFuture<Database>> STARTING = new ConcurrentHashMap<>();

    /** Begins to start it in the background, once a folder: the program's other parts start meanwhile. */
    public static CompletableFuture<Database> begin(Home home) {
        return STARTING.computeIfAbsent(home, h -> {
            var executor = Executors.newVirtualThreadPerTaskExecutor();
            CompletableFuture<Database> starting = CompletableFuture.supplyAsync(() -> open(h), executor);
            executor.shutdown();
            return starting;
        });
    }

    private static Database open(Home home) {
        if (!isEmbedded()) {
            return external(System.getenv(VARIABLE));
        }
        EmbeddedPostgres postgres = EmbeddedPostgres.start(home);
        return new Database(postgres.url(), EmbeddedPostgres.USER, postgres.password(), () -> {
            STARTING.remove(home);
            postgres.close();
        });
    }

    /** Whether the database is our own, in the data folder. */
    public static boolean isEmbedded() {
        String external = System.getenv(VARIABLE);
        return external == null || external.isBlank();
    }

    /** Whether a data folder holds one of our own. */
    public static boolean existsIn(Home home) {
        return Files.isDirectory(PostgresCluster.data(home.path().resolve("postgres")));
    }

    /**
     * The one that a server in this data folder is using, to be used beside it; closing leaves it running.
     *
     * @throws DatabaseException if none runs there
     */
    public static Database beside(Home home) {
        return isEmbedded() ? EmbeddedPostgres.running(home) : external(System.getenv(VARIABLE));
    }

    /** A connection of one's own as the tables' owner, seeing everything: for upkeep of the whole, such as backups. */
    public Connection connect() throws SQLException {
        return ownerSource().getConnection();
    }

    static Database external(String address) {
        if (address.startsWith("jdbc:postgresql:")) {
            // user and password may stand in the address itself
            return new Database(address, "", "", () -> {});
        }
        URI uri = parse(address);
        String[] account = (uri.getUserInfo() == null ? "" : uri.getUserInfo()).split(":", 2);
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String query = uri.getQuery() == null ? "" : "?" + uri.getQuery();
        return new Database(
                "jdbc:postgresql://" + uri.getHost() + port + uri.getPath() + query,
                account[0],
                account.length > 1 ? account[1] : "",
                () -> {});
    }

    private static URI parse(String address) {
        try {
            URI uri = new URI(address);
            if (uri.getScheme() != null && uri.getScheme().matches("postgres(ql)?") && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException notEvenAnAddress) {
            // the message below says what is expected, and not the address: it may hold a password
        }
        throw new DatabaseException(VARIABLE + " is no address of a PostgreSQL database; expected"
                + " postgres://USER:…@host:port/database or jdbc:postgresql://…");
    }

    /** For commands that ask a database which no server uses: held to the {@link Tenant} as the server's connections are. */
    public DataSource source() {
        return new TenantDataSource(initialised(TenantDataSource.BECOME_APP));
    }

    /** The same for who asks by statements. */
    public JdbcClient client() {
        return JdbcClient.create(source());
    }

    /** The tables' owner, seeing everything. */
    DataSource ownerSource() {
        return initialised("set liaoyuan.system = 'on'");
    }

    private DataSource initialised(String sql) {
        return new DelegatingDataSource(plainSource()) {
            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = super.getConnection();
                try (Statement statement = connection.createStatement()) {
                    statement.execute(sql);
                    return connection;
                } catch (SQLException e) {
                    connection.close();
                    throw e;
                }
            }
        };
    }

    private DataSource plainSource() {
        DriverManagerDataSource source = new DriverManagerDataSource(url);
        if (!user.isEmpty()) {
            source.setUsername(user);
            source.setPassword(password);
        }
        return source;
    }

    @Override
    public void close() {
        stop.run();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Database[" + url.replaceAll("password=[^&]*", "password=…") + "]";
    }
}
