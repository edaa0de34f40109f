package org.liaoyuan.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.liaoyuan.server.backup.Manifest;
import org.liaoyuan.server.backup.Restore;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.home.ServerLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a backup into an empty data folder. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {"把备份恢复到空的数据目录。", "Restores a backup into an empty data folder (models that are there may stay)."
        })
final class RestoreBackup implements Callable<Integer> {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            description = {"liaoyuan backup 写的文件。", "A file that liaoyuan backup wrote."})
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Passphrase passphrase;

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no file " + file);
        }
        Home home = Home.fromEnvironment();
        ServerLock lock = ServerLock.tryAcquire(home).orElse(null);
        if (lock == null) {
            spec.commandLine()
                    .getErr()
                    .println("liaoyuan: a server is running in " + home.path()
                            + "; a backup is restored into an empty folder: set " + Home.VARIABLE + " to one");
            return 1;
        }
        try (lock) {
            Optional<String> secret = Restore.isEncrypted(file) ? Optional.of(passphrase.known()) : Optional.empty();
            PrintWriter out = spec.commandLine().getOut();
            Manifest manifest =
                    new Restore(home, name -> out.printf("  %s%n", name).flush()).from(file, secret);
            out.printf(
                    Locale.ROOT,
                    "%s: %,d rows of %d tables, %d files, as of %s%n",
                    home.path(),
                    manifest.rows(),
                    manifest.tables().size(),
                    manifest.files().size(),
                    MINUTE.format(manifest.createdAt().atZone(ZoneId.systemDefault())));
            out.flush();
        }
        return 0;
    }
}
