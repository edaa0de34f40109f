package org.liaoyuan.server.vault;

import java.util.List;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.audit.Audit;
import org.liaoyuan.server.home.Home;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The vault's parts. Whoever gets the vault gets it after its master key was looked at. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VaultSettings.class)
class VaultConfiguration {

    @Bean
    DataKeys dataKeys(JdbcClient jdbc, PlatformTransactionManager transactions, Home home, VaultSettings settings) {
        KeyFile file = new KeyFile(home.secretKeyFile());
        KeyCommand command =
                settings.command().isEmpty() ? null : new KeyCommand(settings.command(), settings.timeLimit());
        return new DataKeys(jdbc, transactions, new Masters(file, command));
    }

    @Bean
    NewKeyFile newKeyFile(DataKeys keys) {
        return new NewKeyFile(keys.masters().file());
    }

    @Bean
    KeyVault keyVault(
            DataKeys keys,
            NewKeyFile next,
            SystemDatabase database,
            List<SealedColumn> columns,
            Audit audit,
            VaultSettings settings) {
        KeyVault vault = new KeyVault(keys);
        new StartOfSecrets(keys, new SealedSecrets(database, columns, vault), next, database, audit)
                .check(settings.forget());
        return vault;
    }

    @Bean
    SealedSecrets sealedSecrets(SystemDatabase database, List<SealedColumn> columns, KeyVault vault) {
        return new SealedSecrets(database, columns, vault);
    }

    @Bean
    Rotation rotation(DataKeys keys, SealedSecrets secrets, NewKeyFile next, SystemDatabase database, Audit audit) {
        return new Rotation(keys, secrets, next, database, audit);
    }
}
