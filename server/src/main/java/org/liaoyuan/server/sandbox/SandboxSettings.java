package org.liaoyuan.server.sandbox;

import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What programs of agents may use: {@code liaoyuan.sandbox.*}.
 *
 * @param programs that run at once
 * @param waiting that wait for their turn; others are told that it is busy
 * @param megabytes that one in WebAssembly may ask for; this process' heap must have half as much again for each that runs
 * @param python the machine's, for programs in Python; empty where there are to be none
 * @param pythonMegabytes that one of those may ask for
 */
@ConfigurationProperties("liaoyuan.sandbox")
record SandboxSettings(
        @DefaultValue("2") int programs,
        @DefaultValue("16") int waiting,
        @DefaultValue("64") int megabytes,
        @DefaultValue("") String python,
        @DefaultValue("512") int pythonMegabytes) {

    SandboxSettings {
        within("programs", programs, 1, 64);
        within("waiting", waiting, 0, 10_000);
        within("megabytes", megabytes, CodeTool.LEAST_MEGABYTES, 1024);
        within("python-megabytes", pythonMegabytes, CodeTool.LEAST_MEGABYTES, CodeTool.MOST_MEGABYTES);
    }

    Optional<Path> machinePython() {
        return python.isEmpty() ? Optional.empty() : Optional.of(Path.of(python));
    }

    private static void within(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "liaoyuan.sandbox." + key + " is " + value + "; expected " + least + " to " + most);
        }
    }
}
