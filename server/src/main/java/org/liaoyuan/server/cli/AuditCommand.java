package org.liaoyuan.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.liaoyuan.server.audit.AuditChain;
import org.liaoyuan.server.audit.AuditChain.Verification;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.home.ServerLock;
import org.liaoyuan.server.store.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks whether the audit log is as it was written. Exit codes: 0 it is, 1 it is not. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {"审计日志。", "The audit log."},
        subcommands = AuditCommand.Verify.class)
final class AuditCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 2;
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = {
                "核对审计日志，指出第一条被改动或缺失的记录。",
                "Verifies the audit log and names the first row that is changed or missing."
            })
    static final class Verify implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            Home home = Home.fromEnvironment();
            Optional<ServerClient> server = ServerClient.of(home);
            if (server.isPresent()) {
                try (ServerClient client = server.get()) {
                    return print(client.verifyAudit());
                }
            }
            return verifyDatabase(home);
        }

        private int verifyDatabase(Home home) {
            ServerLock lock = ServerLock.tryAcquire(home).orElse(null);
            if (lock == null) {
                spec.commandLine()
                        .getErr()
                        .println("liaoyuan: a server in " + home.path()
                                + " is starting or stopping; try again in a moment");
                return 1;
            }
            try (lock;
                    Database database = Database.begin(home).join()) {
                return print(AuditChain.verify(database));
            }
        }

        private int print(Verification found) {
            PrintWriter out = spec.commandLine().getOut();
            String problem = found.problem();
            out.println(
                    problem == null
                            ? "审计日志完好 / the audit log is as it was written: " + found.rows() + ":" + found.head()
                                    + (found.pruned() > 0 ? " (" + found.pruned() + " 行已清理 / pruned)" : "")
                            : "审计日志被改动 / the audit log is not as it was written: " + problem);
            out.flush();
            return problem == null ? 0 : 1;
        }
    }
}
