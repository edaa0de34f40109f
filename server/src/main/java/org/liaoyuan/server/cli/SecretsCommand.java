package org.liaoyuan.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.home.Home;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** By which keys the stored secrets are sealed, and new ones; asks the server that runs in the data folder. */
@Command(
        name = "secrets",
        mixinStandardHelpOptions = true,
        description = {"已存密钥的加密。", "How stored secrets are encrypted."},
        subcommands = {SecretsCommand.Status.class, SecretsCommand.Rotate.class})
final class SecretsCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 2;
    }

    private static ServerClient server() throws IOException, InterruptedException {
        Home home = Home.fromEnvironment();
        return ServerClient.of(home)
                .orElseThrow(() -> new IOException(
                        "no server runs in " + home.path() + "; start it in another terminal: ./liaoyuan up"));
    }

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = {
                "显示主密钥、数据密钥，以及各自保护多少密钥。",
                "Shows the master key, the data keys, and how many secrets are sealed with each."
            })
    static final class Status implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            PrintWriter out = spec.commandLine().getOut();
            try (ServerClient client = server()) {
                JsonNode status = client.get("/api/secrets");
                String master = status.at("/master").asString("");
                out.println("主密钥 / master key: " + (master.isEmpty() ? "–" : master));
                for (JsonNode key : status.at("/dataKeys")) {
                    boolean active = key.at("/retiredAt").isNull();
                    out.println("  " + key.at("/id").asString() + "  "
                            + key.at("/createdAt").asString().substring(0, 10) + "  "
                            + (active ? "使用中 / active " : "已退役 / retired") + "  "
                            + key.at("/secrets").asLong()
                            + "  (" + key.at("/master").asString() + ")");
                }
                long older = status.at("/withoutDataKey").asLong();
                if (older > 0) {
                    out.println("  旧格式 / of an older form: " + older + "; ./liaoyuan secrets rotate");
                }
                out.flush();
            }
            return 0;
        }
    }

    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description = {"换用新的数据密钥，并重新加密所有已存密钥。", "Makes a new data key and seals every stored secret with it."})
    static final class Rotate implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Option(
                names = "--master",
                paramLabel = "FILE|command",
                description = {
                    "同时更换主密钥：一个 32 字节的密钥文件（0600），或 command（liaoyuan.secrets.command 指定的命令）。",
                    "Change the master key too: a file of 32 random bytes (mode 0600), or 'command' for what"
                            + " liaoyuan.secrets.command names."
                })
        private @Nullable String master;

        @Override
        public Integer call() throws IOException, InterruptedException {
            PrintWriter out = spec.commandLine().getOut();
            try (ServerClient client = server()) {
                JsonNode done = client.post("/api/secrets/rotation", wish());
                out.println("已重新加密 / sealed anew: " + done.at("/sealed").asInt() + "; 主密钥 / master key: "
                        + done.at("/master").asString());
                for (JsonNode left : done.at("/left")) {
                    out.println("  打不开，需重新填写 / does not open, enter it again: " + left.asString());
                }
                out.flush();
                return done.at("/left").isEmpty() ? 0 : 1;
            }
        }

        private Map<String, Object> wish() {
            if (master == null) {
                return Map.of();
            }
            return Map.of(
                    "master",
                    master.equals("command")
                            ? master
                            : Path.of(master).toAbsolutePath().normalize().toString());
        }
    }
}
