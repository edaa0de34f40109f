package org.liaoyuan.server.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether this machine's kernel lets us lock a program in.
 *
 * @param how empty where it does not
 * @param reasons why not, for each way that was tried before one worked
 */
public record LinuxSupport(Optional<Confinement> how, List<String> reasons) {

    private static final Duration TO_TRY = Duration.ofSeconds(10);

    public LinuxSupport {
        reasons = List.copyOf(reasons);
    }

    /**
     * Tries each way with a program that adds up.
     *
     * @param python below {@code /usr}, which is all that programs see
     */
    public static LinuxSupport found(Path python) throws InterruptedException {
        if (!System.getProperty("os.name").equals("Linux")) {
            return new LinuxSupport(Optional.empty(), List.of("this is no Linux"));
        }
        if (!python.startsWith("/usr") || !Files.isExecutable(python)) {
            return new LinuxSupport(
                    Optional.empty(), List.of(python + " is no program below /usr, which is all that programs see"));
        }
        List<String> reasons = new ArrayList<>();
        for (Confinement each : Confinement.values()) {
            String reason = reason(python, each);
            if (reason == null) {
                return new LinuxSupport(Optional.of(each), reasons);
            }
            reasons.add(each + ": " + reason);
        }
        return new LinuxSupport(Optional.empty(), reasons);
    }

    /** Why it does not work this way; null if it does. */
    private static @Nullable String reason(Path python, Confinement confinement) throws InterruptedException {
        try {
            Outcome outcome = new LinuxSandbox(python, confinement, new Lane(1, 0))
                    .run(new Program("result = 6 * 7", Map.of(), TO_TRY, CodeTool.LEAST_MEGABYTES));
            return outcome.result().equals("42") ? null : "it adds up wrongly";
        } catch (ProgramFailure e) {
            return String.valueOf(e.getMessage());
        }
    }
}
