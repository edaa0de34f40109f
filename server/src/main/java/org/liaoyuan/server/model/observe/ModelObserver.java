package org.liaoyuan.server.model.observe;

import org.liaoyuan.server.model.ModelService;

/** Puts the observation around models. */
@FunctionalInterface
public interface ModelObserver {

    /** The same models; each call leaves a span and metrics. */
    ModelService observe(ModelService models);
}
