package org.liaoyuan.server.model;

import java.util.List;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.Resource;
import org.liaoyuan.server.grant.Grants;
import org.liaoyuan.server.grant.Resources;
import org.liaoyuan.server.model.ModelStatus.Purpose;
import org.springframework.stereotype.Component;

/** Which models are open to whom: the one way from who sends a request to who asks a model. */
@Component
public class ModelAccess implements Resources {

    private final ModelService models;
    private final Grants grants;

    ModelAccess(ModelService models, Grants grants) {
        this.models = models;
        this.grants = grants;
    }

    /**
     * On whose account this model is asked.
     *
     * @param model as the request calls it; a name that no model has is let through, to be told so by {@link ModelService}
     * @param purpose for what it is asked: {@code default} may mean another model for another purpose
     * @throws RefusedException if it is not open to them
     */
    public Caller caller(Identity who, String model, Purpose purpose) {
        grants.require(who, Resource.model(model), () -> meant(model, purpose));
        return Caller.of(who);
    }

    private List<Resource> meant(String model, Purpose purpose) {
        return models.meant(model, purpose).stream().map(Resource::model).toList();
    }

    /** Those that somebody may ask. */
    public List<ModelStatus> open(Identity who) {
        return models.models().stream()
                .filter(model -> grants.may(who, Resource.model(model.name()), () -> parent(model)))
                .toList();
    }

    /** @throws RefusedException if the model is not open to them */
    public ModelStatus open(Identity who, String model) {
        ModelStatus status = models.status(model);
        grants.require(who, Resource.model(model), () -> meant(model, status.purpose()));
        return status;
    }

    private static List<Resource> parent(ModelStatus model) {
        return model.parent().map(Resource::model).stream().toList();
    }

    @Override
    public Resource.Kind kind() {
        return Resource.Kind.MODEL;
    }

    @Override
    public List<Named> list(Identity who) {
        return models.models().stream()
                .map(model -> new Named(model.name(), model.title()))
                .toList();
    }
}
