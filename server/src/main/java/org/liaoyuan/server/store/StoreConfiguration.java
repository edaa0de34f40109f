package org.liaoyuan.server.store;

import com.zaxxer.hikari.HikariDataSource;
import org.liaoyuan.server.home.Home;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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

    @Bean
    HikariDataSource dataSource(Database database) {
        HikariDataSource source = new HikariDataSource();
        source.setJdbcUrl(database.url());
        if (!database.user().isEmpty()) {
            source.setUsername(database.user());
            source.setPassword(database.password());
        }
        source.setMaximumPoolSize(CONNECTIONS);
        source.setMinimumIdle(1);
        source.setConnectionTimeout(WAIT_MILLIS);
        return source;
    }
}
