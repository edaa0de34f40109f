package org.liaoyuan.server.model.observe;

import org.liaoyuan.engine.EngineException;
import org.liaoyuan.engine.LlamaModel;
import org.liaoyuan.server.model.LocalModelService;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether llama.cpp's libraries are here and load; this loads them, as the first answer would. */
final class EngineHealth implements HealthIndicator {

    private final LocalModelService local;

    EngineHealth(LocalModelService local) {
        this.local = local;
    }

    @Override
    public Health health() {
        return local.nativeFolder()
                .map(folder -> {
                    try {
                        return Health.up()
                                .withDetail("version", LlamaModel.checkNatives(folder))
                                .build();
                    } catch (EngineException e) {
                        return Health.down()
                                .withDetail("reason", String.valueOf(e.getMessage()))
                                .withDetail("action", "delete " + folder + ", then run ./liaoyuan pull")
                                .build();
                    }
                })
                .orElseGet(() -> Health.status(ModelsHealth.DEGRADED)
                        .withDetail("reason", "llama.cpp's libraries are not on this machine")
                        .withDetail("action", "run ./liaoyuan pull; they are fetched with the first model")
                        .build());
    }
}
