/**
 * Reads and checks the header of a GGUF file before native code sees it: every length is bounded, every sum is checked for
 * overflow. Start at {@link org.liaoyuan.engine.gguf.GgufFile}.
 *
 * @see <a href="https://github.com/ggml-org/ggml/blob/master/docs/gguf.md">the format</a>
 */
@NullMarked
package org.liaoyuan.engine.gguf;

import org.jspecify.annotations.NullMarked;
