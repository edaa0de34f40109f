/** The OpenAI-compatible API under {@code /v1}: a thin door onto {@code model}. */
@NullMarked
package org.liaoyuan.server.openai;

import org.jspecify.annotations.NullMarked;
