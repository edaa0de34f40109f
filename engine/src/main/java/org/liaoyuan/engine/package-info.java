/**
 * llama.cpp from Java: load a GGUF, talk with it, many at once.
 *
 * <p>Start at {@link org.liaoyuan.engine.LlamaModel}. One loaded model has one decode loop; every request that is running
 * shares each batch (continuous batching), and the keys and values of a token prefix that several requests have in common
 * are computed once.
 *
 * <p>This is a library: no Spring, no logging framework, no threads but the decode loop of each
 * loaded model and, for a moment, one that renders a chat template.
 */
@NullMarked
package org.liaoyuan.engine;

import org.jspecify.annotations.NullMarked;
