package org.liaoyuan.server.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a backup's passphrase comes from: a file, the environment, or whoever sits at the terminal. */
final class Passphrase {

    static final String VARIABLE = "LIAOYUAN_BACKUP_PASSPHRASE";

    private static final int SHORTEST = 8;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = {
                "从文件第一行读取口令（否则取 " + VARIABLE + "，或在终端询问）。",
                "Read the passphrase from a file's first line (else " + VARIABLE + ", else it is asked for)."
            })
    private @Nullable Path file;

    /** Of a backup that is there. */
    String known() throws IOException {
        Optional<String> given = given();
        if (given.isPresent()) {
            return given.get();
        }
        return ask(console(), "口令 / Passphrase: ");
    }

    /** Of a new one: typed twice, and not too short. */
    String fresh() throws IOException {
        Optional<String> given = given();
        String passphrase;
        if (given.isPresent()) {
            passphrase = given.get();
        } else {
            Console console = console();
            passphrase = ask(console, "口令 / Passphrase: ");
            if (!passphrase.equals(ask(console, "再输一次 / Once more: "))) {
                throw new IOException("the two passphrases differ; nothing was written");
            }
        }
        if (passphrase.length() < SHORTEST) {
            throw new IOException("the passphrase has " + passphrase.length() + " characters; take at least " + SHORTEST
                    + ": whoever has the file can try as many as they like");
        }
        return passphrase;
    }

    private Optional<String> given() throws IOException {
        if (file != null) {
            try (var lines = Files.lines(file)) {
                return Optional.of(lines.findFirst().orElse(""));
            }
        }
        return Optional.ofNullable(System.getenv(VARIABLE)).filter(value -> !value.isEmpty());
    }

    private static Console console() throws IOException {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new IOException(
                    "there is no terminal to ask for the passphrase; use --passphrase-file or " + VARIABLE);
        }
        return console;
    }

    private static String ask(Console console, String prompt) throws IOException {
        char[] typed = console.readPassword(prompt);
        if (typed == null) {
            throw new IOException("no passphrase was given");
        }
        return new String(typed);
    }
}
