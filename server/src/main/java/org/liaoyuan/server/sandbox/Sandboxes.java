package org.liaoyuan.server.sandbox;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Where programs are run, by their language. */
@Component
@EnableConfigurationProperties(SandboxSettings.class)
class Sandboxes {

    private static final Logger LOG = LoggerFactory.getLogger(Sandboxes.class);

    private final SandboxSettings settings;
    private final Lane lane;
    private final WasmSandbox wasm;
    private final Interpreter javascript = new JavaScript();
    private @Nullable LinuxSupport support;

    Sandboxes(SandboxSettings settings) {
        this.settings = settings;
        this.lane = new Lane(settings.programs(), settings.waiting());
        this.wasm = new WasmSandbox(lane);
    }

    int mostMegabytes(Language language) {
        return language == Language.PYTHON ? settings.pythonMegabytes() : settings.megabytes();
    }

    /** Why programs of a language are not run here; empty if they are, as far as the settings say. */
    Optional<String> missing(Language language) {
        return language == Language.PYTHON && settings.machinePython().isEmpty()
                ? Optional.of("Python is not switched on here: its operator names one in liaoyuan.sandbox.python")
                : Optional.empty();
    }

    /** @throws ProgramFailure if it does not come to its end */
    Outcome run(Language language, Program program) throws InterruptedException {
        Optional<String> missing = missing(language);
        if (missing.isPresent()) {
            throw new ProgramFailure(ProgramFailure.Reason.NONE, missing.get());
        }
        return switch (language) {
            case JAVASCRIPT -> wasm.run(javascript, program);
            case PYTHON -> machine(settings.machinePython().orElseThrow()).run(program);
        };
    }

    private LinuxSandbox machine(Path python) throws InterruptedException {
        LinuxSupport found = support(python);
        Confinement how = found.how()
                .orElseThrow(() -> new ProgramFailure(
                        ProgramFailure.Reason.NONE,
                        "this server's system does not let programs be locked in; its operator finds out why"
                                + " by ./liaoyuan doctor"));
        return new LinuxSandbox(python, how, lane);
    }

    /** Where it works it is tried once; where it does not an operator may be at it, or the machine was busy. */
    private synchronized LinuxSupport support(Path python) throws InterruptedException {
        LinuxSupport known = support;
        if (known == null) {
            known = LinuxSupport.found(python);
            if (known.how().isPresent()) {
                support = known;
            } else {
                LOG.warn("no program of the machine can be locked in: {}", String.join("; ", known.reasons()));
            }
        }
        return known;
    }
}
