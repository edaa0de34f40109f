/**
 * What can be seen of the models from outside: a span and metrics for every call (OpenTelemetry's GenAI semantic conventions),
 * gauges of the engines, health of each model. Start at {@link org.liaoyuan.server.model.observe.ObservedModels}.
 */
@NullMarked
package org.liaoyuan.server.model.observe;

import org.jspecify.annotations.NullMarked;
