package org.liaoyuan.server.vault;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How secrets are kept, {@code liaoyuan.secrets.…}.
 *
 * @param command a program that wraps and unwraps data keys, and its arguments, one word each, run without a shell; empty for the key
 *     file of the data folder. See {@link KeyCommand}
 * @param timeLimit how long it may take each time
 * @param forget whether, at this start, secrets that do not open are forgotten
 */
@ConfigurationProperties("liaoyuan.secrets")
record VaultSettings(
        @DefaultValue List<String> command,
        @DefaultValue("10s") Duration timeLimit,
        @DefaultValue("false") boolean forget) {

    VaultSettings {
        command = command.stream().filter(word -> !word.isEmpty()).toList();
        if (!timeLimit.isPositive()) {
            throw new IllegalArgumentException(
                    "liaoyuan.secrets.time-limit is " + timeLimit + "; expected more than nothing, such as 10s");
        }
    }
}
