package org.liaoyuan.server.ledger;

import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ledger room's beans. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LedgerSettings.class)
class LedgerConfiguration {

    /** The client is asked for because it comes after the migrations. */
    @Bean(destroyMethod = "close")
    Ledger ledger(DataSource source, JdbcClient migrated, LedgerSettings settings) {
        return new Ledger(source, settings);
    }

    @Bean
    Budgets budgets(JdbcClient jdbc, Ledger ledger, LedgerSettings settings) {
        return new Budgets(new BudgetStore(jdbc), ledger, settings, InstantSource.system());
    }

    @Bean
    EnergyPrices energyPrices(LedgerSettings settings) {
        return new EnergyPrices(settings);
    }
}
