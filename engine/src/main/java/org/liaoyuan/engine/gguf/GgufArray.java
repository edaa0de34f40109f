package org.liaoyuan.engine.gguf;

/**
 * An array of the metadata that was passed over.
 *
 * @param length number of elements
 */
record GgufArray(long length) {}
