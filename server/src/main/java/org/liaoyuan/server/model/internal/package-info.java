/** How {@code model} does it: catalogue, downloads, loaded models, energy. */
@NullMarked
package org.liaoyuan.server.model.internal;

import org.jspecify.annotations.NullMarked;
