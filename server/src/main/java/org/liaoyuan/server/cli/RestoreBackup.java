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
            if (manifest.tables().stream().anyMatch(table -> table.name().equals("data_key") && table.rows() > 0)
                    && !Files.exists(home.secretKeyFile())) {
                out.println("注意：备份里没有打开已存密钥的 secret.key：把它放进数据目录，或用 ./liaoyuan up --forget-secrets 启动一次并重新填写。");
                out.println(
                        "Note: the key file secret.key is not in this backup: put it into the data folder (where a command does not do its work), or start once with ./liaoyuan up --forget-secrets and enter the secrets again.");
            }
            out.flush();
        }
        return 0;
    }
}
