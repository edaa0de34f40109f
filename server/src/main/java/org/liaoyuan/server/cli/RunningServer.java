package org.liaoyuan.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.liaoyuan.server.Application;
import org.liaoyuan.server.account.Accounts;
import org.liaoyuan.server.account.CommandToken;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.ModelStatus.State;
import org.liaoyuan.server.store.Database;
import org.liaoyuan.server.store.DatabaseException;
import org.liaoyuan.server.vault.VaultException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/** The server in this process, from its start to Ctrl-C. */
final class RunningServer implements AutoCloseable {

    static final String LOOPBACK = "127.0.0.1";

    private final Home home;
    private final ConfigurableApplicationContext context;
    private final int port;
    private final boolean tls;
    private final String certificate;
    private final CountDownLatch closed = new CountDownLatch(1);

    private RunningServer(Home home, ConfigurableApplicationContext context, int port) throws IOException {
        this.home = home;
        this.context = context;
        this.port = port;
        this.tls = isTlsSetUp(context);
        this.certificate = tls ? PinnedCertificate.of(port) : "";
    }

    private static boolean isTlsSetUp(ConfigurableApplicationContext context) {
        Ssl ssl = context.getBean(ServerProperties.class).getSsl();
        return ssl != null && ssl.isEnabled();
    }

    static RunningServer start(Home home, String host, int port, String defaultModel, String... more)
            throws IOException {
        // PostgreSQL takes as long as Spring: both at once
        var unused = Database.begin(home);
        SpringApplication application = new SpringApplication(Application.class);
        // as arguments: what the person asked for wins over settings of the surroundings, such as SERVER_PORT
        List<String> arguments = new ArrayList<>(List.of(
                "--liaoyuan.home=" + home.path(),
                "--server.address=" + host,
                "--server.port=" + port,
                "--liaoyuan.model.default-model=" + defaultModel));
        arguments.addAll(List.of(more));
        ConfigurableApplicationContext context = run(application, arguments.toArray(String[]::new));
        var web = ((ServletWebServerApplicationContext) context).getWebServer();
        int actual = web == null ? port : web.getPort();
        RunningServer server = new RunningServer(home, context, actual);
        context.addApplicationListener(event -> {
            if (event instanceof ContextClosedEvent) {
                server.closed.countDown();
            }
        });
        server.announce();
        return server;
    }

    /**
     * @throws DatabaseException if that is what failed, whichever part asked for the database first
     * @throws VaultException if the stored secrets do not open
     */
    private static ConfigurableApplicationContext run(SpringApplication application, String... arguments) {
        try {
            return application.run(arguments);
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof DatabaseException database) {
                    throw database;
                }
                if (cause instanceof VaultException vault) {
                    throw vault;
                }
            }
            throw e;
        }
    }

    /** Tells other commands of this data folder where the server is, and what to show it: for its owner's eyes only. */
    private void announce() throws IOException {
        var fresh = home.serverFile().resolveSibling("server.json.new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                fresh,
                "{\"port\":" + port + ",\"pid\":" + ProcessHandle.current().pid() + ",\"token\":\"" + token()
                        + "\",\"certificate\":\"" + certificate + "\"}\n");
        Files.move(fresh, home.serverFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    int port() {
        return port;
    }

    /** As {@link PinnedCertificate} says it; empty where no TLS is spoken. */
    String certificate() {
        return certificate;
    }

    /** What a command of this data folder shows. */
    String token() {
        return context.getBean(CommandToken.class).value();
    }

    void printWelcome(PrintWriter out) throws InterruptedException {
        String address = (tls ? "https" : "http") + "://localhost:" + port;
        out.println(address);
        context.getBean(Accounts.class).ownersLink().ifPresent(token -> {
            out.println("  设置密码，此后须登录（一次有效，24 小时内） / to set a password and be asked for it from then on"
                    + " (works once, for 24 hours):");
            out.println("  " + address + "/welcome#" + token);
        });
        out.flush();
        ModelService models = context.getBean(ModelService.class);
        if (models.status(ModelService.DEFAULT).state() == State.ABSENT) {
            new ProgressBar(out).pull(models, ModelService.DEFAULT);
        }
    }

    void await() throws InterruptedException {
        closed.await();
    }

    @Override
    public void close() {
        context.close();
        try {
            Files.deleteIfExists(home.serverFile());
        } catch (IOException aStaleFileIsHarmless) {
            // the next reader finds no server at that port
        }
    }
}
