package org.liaoyuan.server.space;

import java.util.Optional;
import java.util.UUID;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.ModelStatus;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** With which model passages of somebody's space are put in order, if the installation and they want it. */
@Component
class RerankChoice {

    private final RerankSettings settings;
    private final ModelService models;
    private final JdbcClient jdbc;

    RerankChoice(RerankSettings settings, ModelService models, JdbcClient jdbc) {
        this.settings = settings;
        this.models = models;
        this.jdbc = jdbc;
    }

    /** Of who asks, wherever they search; nothing where passages stay as they are found. */
    Optional<String> wanted() {
        return isWanted() ? model() : Optional.empty();
    }

    /** Whatever anybody in person wants. */
    Optional<String> model() {
        if (!settings.wanted()) {
            return Optional.empty();
        }
        return models.models().stream()
                .filter(model -> model.purpose() == ModelStatus.Purpose.RERANK
                        || model.name().equals(settings.model()))
                .filter(model -> settings.model().isEmpty() || model.name().equals(settings.model()))
                .filter(model ->
                        model.state() == ModelStatus.State.PRESENT || model.state() == ModelStatus.State.LOADED)
                .map(ModelStatus::name)
                .findFirst();
    }

    /** Whether who asks has not done without. */
    boolean isWanted() {
        return jdbc.sql("select rerank from space_preference where " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    void want(UUID space, boolean wanted) {
        jdbc.sql("""
                        insert into space_preference (space, organisation, person, rerank) values (:space, :organisation, :person, :wanted)
                        on conflict (space) do update set rerank = excluded.rerank""")
                .params(Tenant.current().parameters())
                .param("space", space)
                .param("wanted", wanted)
                .update();
    }
}
