package org.liaoyuan.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.liaoyuan.server.backup.Backup;
import org.liaoyuan.server.backup.Manifest;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.home.ServerLock;
import org.liaoyuan.server.store.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes everything that a person or organisation has here into one file, whether or not a server runs. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "备份数据库与设置到一个文件，服务运行时也可以。模型文件不在其中（可重新下载）。",
            "Backs up the database and the settings to one file; a running server goes on. Models are not in it: they can be fetched again."
        })
final class MakeBackup implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            description = {"要写的文件，如 liaoyuan.zip。", "The file to write, such as liaoyuan.zip."})
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--encrypt",
            description = {
                "用口令加密（age 格式）；保存的密钥只会进入加密的备份。",
                "Encrypt with a passphrase (age format); stored keys go only into an encrypted backup."
            })
    private boolean encrypt;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Passphrase passphrase;

    @Override
    public Integer call() throws IOException {
        Home home = Home.fromEnvironment();
        Optional<String> secret = encrypt ? Optional.of(passphrase.fresh()) : Optional.empty();
        // whoever starts a server meanwhile is told that the folder is in use
        ServerLock lock = ServerLock.tryAcquire(home).orElse(null);
        if (lock == null) {
            try (Database database = Database.beside(home)) {
                write(database, home, secret);
            }
            return 0;
        }
        try (lock) {
            if (Database.isEmbedded() && !Database.existsIn(home)) {
                spec.commandLine()
                        .getErr()
                        .println("liaoyuan: there is nothing to back up in " + home.path() + "; " + Home.VARIABLE
                                + " names the data folder");
                return 1;
            }
            try (Database database = Database.begin(home).join()) {
                write(database, home, secret);
            }
        }
        return 0;
    }

    private void write(Database database, Home home, Optional<String> secret) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Manifest manifest = new Backup(
                        database,
                        home,
                        Version.number(),
                        name -> out.printf("  %s%n", name).flush())
                .write(file, secret);
        out.printf(
                Locale.ROOT,
                "%s: %,d rows of %d tables, %d files, %.1f MB%n",
                file,
                manifest.rows(),
                manifest.tables().size(),
                manifest.files().size(),
                Files.size(file) / 1e6);
        if (secret.isEmpty() && Files.exists(home.secretKeyFile())) {
            out.println("注意：未加密的备份不含打开已存密钥的钥匙，恢复时需要另外保存的 secret.key，否则要重新填写；加 --encrypt 则包含。");
            out.println(
                    "Note: without --encrypt the key that opens stored secrets is left out; a restore needs a copy of secret.key kept elsewhere, or the secrets entered again.");
        }
        out.flush();
    }
}
