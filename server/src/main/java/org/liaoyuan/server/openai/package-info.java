/**
 * The OpenAI-compatible API under {@code /v1}: a thin door onto {@code model}. What is public here is for {@code responses}, the
 * second door of this room.
 */
@NullMarked
package org.liaoyuan.server.openai;

import org.jspecify.annotations.NullMarked;
