/** {@code /v1/audio}: writing down what is said, and speaking, as OpenAI's reference describes it. */
@NullMarked
package org.liaoyuan.server.openai.audio;

import org.jspecify.annotations.NullMarked;
