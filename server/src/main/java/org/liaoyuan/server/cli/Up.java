package org.liaoyuan.server.cli;

import java.util.concurrent.Callable;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.home.ServerLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the server. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {"启动服务，并在首次运行时下载默认模型。", "Starts the server; fetches the default model at the first start."})
final class Up implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Choice choice;

    @Option(
            names = "--port",
            defaultValue = "${env:LIAOYUAN_PORT:-7860}",
            description = {"端口（默认 7860，或 LIAOYUAN_PORT）。", "The port (default 7860, or LIAOYUAN_PORT)."})
    private int port;

    @Option(
            names = "--host",
            defaultValue = "${env:LIAOYUAN_HOST:-127.0.0.1}",
            description = {
                "监听地址（默认 127.0.0.1，或 LIAOYUAN_HOST）。其他地址需要先有账户和 TLS，见 docs/accounts.md。",
                "The address to listen on (default 127.0.0.1, or LIAOYUAN_HOST). Another than loopback needs accounts and TLS,"
                        + " see docs/accounts.md."
            })
    @SuppressWarnings("NullAway.Init")
    private String host;

    @Option(
            names = "--forget-secrets",
            description = {
                "忘记打不开的密钥（主密钥已永久丢失时用一次），之后需重新填写。",
                "Forget stored secrets that do not open, once, where the master key is lost for good; they have to be entered again."
            })
    private boolean forgetSecrets;

    @Option(
            names = "--rehearse",
            hidden = true,
            description = "Starts, asks itself a few things, ends; for the class cache.")
    private boolean rehearse;

    @Override
    public Integer call() throws Exception {
        Home home = Home.fromEnvironment();
        ServerLock lock = ServerLock.tryAcquire(home).orElse(null);
        if (lock == null) {
            spec.commandLine()
                    .getErr()
                    .println("liaoyuan: a server is running in " + home.path()
                            + " already; stop it first, or set LIAOYUAN_HOME to another folder");
            return 1;
        }
        try (lock;
                RunningServer server = RunningServer.start(
                        home, host, port, choice.defaultModel(), "--liaoyuan.secrets.forget=" + forgetSecrets)) {
            if (rehearse) {
                Rehearsal.of(server.port());
                return 0;
            }
            server.printWelcome(spec.commandLine().getOut());
            server.await();
        }
        return 0;
    }
}
