package org.liaoyuan.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Looks at the machine. */
@Command(name = "doctor", mixinStandardHelpOptions = true, description = "Looks at the machine.")
final class Doctor implements Callable<Integer> {

    @Override
    public Integer call() {
        return 0;
    }
}
