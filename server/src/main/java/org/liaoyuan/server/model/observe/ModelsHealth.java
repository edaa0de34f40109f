package org.liaoyuan.server.model.observe;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.model.LocalModelService;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.ModelStatus;
import org.liaoyuan.server.model.ModelStatus.Purpose;
import org.liaoyuan.server.model.ModelStatus.State;
import org.liaoyuan.server.model.UnknownModelException;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Health of each model that there is now. {@code DOWN}: nobody gets an answer without being asked to do something, that is, the
 * default model is damaged. {@code DEGRADED}: this model is unwell, the server serves. {@code UNKNOWN}: it was never fetched.
 */
final class ModelsHealth implements CompositeHealthContributor {

    static final String DEGRADED = "DEGRADED";

    private final ModelService models;
    private final LocalModelService local;
    private final ModelFailures failures;
    private final FileCheck files = new FileCheck();

    ModelsHealth(ModelService models, LocalModelService local, ModelFailures failures) {
        this.models = models;
        this.local = local;
        this.failures = failures;
    }

    @Override
    public @Nullable HealthContributor getContributor(String name) {
        return stream()
                .filter(entry -> entry.name().equals(name))
                .map(Entry::contributor)
                .findFirst()
                .orElse(null);
    }

    @Override
    public Stream<Entry> stream() {
        return models.models().stream().map(model -> new Entry(model.name(), (HealthIndicator) () -> health(model)));
    }

    private Health health(ModelStatus model) {
        Health.Builder health = condition(model).withDetail("state", model.state());
        failures.of(model.name())
                .ifPresent(failure -> health.withDetail("lastError", failure.message())
                        .withDetail("lastErrorAt", failure.at().toString()));
        return health.build();
    }

    private Health.Builder condition(ModelStatus model) {
        String name = model.name();
        if (model.state() == State.PRESENT && model.purpose() == Purpose.CHAT) {
            Optional<String> damage = fileOf(name).flatMap(file -> files.problem(file, model.sizeBytes()));
            if (damage.isPresent()) {
                Health.Builder unwell = model.isDefault() ? Health.down() : Health.status(DEGRADED);
                return unwell.withDetail("reason", damage.get())
                        .withDetail("action", "delete the file, then run ./liaoyuan pull " + name);
            }
        }
        return switch (model.state()) {
            case PRESENT, LOADED -> failures.of(name).isPresent() ? Health.status(DEGRADED) : Health.up();
            case FAILED ->
                Health.status(DEGRADED)
                        .withDetail("reason", model.problem().orElse("the download failed"))
                        .withDetail("action", "run ./liaoyuan pull " + name);
            case DOWNLOADING -> unready(model, "it is being downloaded", "wait");
            case ABSENT -> unready(model, "it is not on this machine", "run ./liaoyuan pull " + name);
        };
    }

    private static Health.Builder unready(ModelStatus model, String reason, String action) {
        Health.Builder health = model.isDefault() ? Health.status(DEGRADED) : Health.unknown();
        return health.withDetail("reason", reason).withDetail("action", action);
    }

    /** Empty for a model that runs elsewhere. */
    private Optional<Path> fileOf(String model) {
        try {
            return Optional.of(local.fileOf(model));
        } catch (UnknownModelException elsewhere) {
            return Optional.empty();
        }
    }
}
