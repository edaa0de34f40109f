/**
 * The binding to llama.cpp by the Foreign Function and Memory API. Only {@code org.liaoyuan.engine} uses it; a test says so.
 *
 * <p>Read {@link org.liaoyuan.engine.llama.LlamaLibrary} first (finding and checking the libraries), then {@link
 * org.liaoyuan.engine.llama.NativeModel} (weights and vocabulary, shared by threads) and {@link
 * org.liaoyuan.engine.llama.NativeContext} (KV cache and decode, one thread).
 */
@NullMarked
package org.liaoyuan.engine.llama;

import org.jspecify.annotations.NullMarked;
