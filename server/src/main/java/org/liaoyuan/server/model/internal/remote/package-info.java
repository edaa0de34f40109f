/**
 * Models of others, over HTTP: {@link org.liaoyuan.server.model.internal.remote.Provider} is a place that answers, in OpenAI's
 * chat format or in Anthropic's. What comes back is bounded in size and time, and read strictly.
 */
@NullMarked
package org.liaoyuan.server.model.internal.remote;

import org.jspecify.annotations.NullMarked;
