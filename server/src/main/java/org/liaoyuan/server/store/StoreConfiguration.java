package org.liaoyuan.server.store;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.liaoyuan.server.home.Home;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The database as Spring's other parts find it. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    private static final int CONNECTIONS = 16;
    private static final long WAIT_MILLIS = 20_000;

    @Bean(destroyMethod = "close")
    Database database(Home home) {
        return Database.begin(home).join();
    }

    @Bean
    FlywayMigrationStrategy migrations() {
        return flyway -> {
            Migrations.requireKnown(flyway);
            flyway.migrate();
        };
    }

    /** Not for others: its connections are told for whom they are by {@link #dataSource}. */
    @Bean(defaultCandidate = false)
    HikariDataSource pool(Database database) {
        HikariDataSource source = new HikariDataSource();
        source.setJdbcUrl(database.url());
        if (!database.user().isEmpty()) {
            source.setUsername(database.user());
            source.setPassword(database.password());
        }
        source.setMaximumPoolSize(CONNECTIONS);
        source.setMinimumIdle(1);
        source.setConnectionTimeout(WAIT_MILLIS);
        source.setConnectionInitSql(TenantDataSource.BECOME_APP);
        return source;
    }

    @Bean
    @Primary
    DataSource dataSource(@Qualifier("pool") HikariDataSource pool) {
        return new TenantDataSource(pool);
    }

    /** The tables' owner changes them, as the system: not the role that asks for people. */
    @Bean(defaultCandidate = false)
    @FlywayDataSource
    DataSource migrationSource(Database database) {
        return database.ownerSource();
    }

    @Bean
    RowSecurity rowSecurity(DataSource source) {
        return new RowSecurity(source);
    }
}
