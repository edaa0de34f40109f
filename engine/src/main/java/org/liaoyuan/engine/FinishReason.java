package org.liaoyuan.engine;

/** Why a generation ended. */
public enum FinishReason {
    /** The model ended its turn, or a stop string was met. */
    STOP,
    /** {@link GenerationRequest#maxTokens()} or the end of the context was reached. */
    LENGTH,
    /** The model asks for tools and waits for what they say. */
    TOOL_CALLS,
    /** The caller cancelled. */
    CANCELLED,
    /** The model was closed, or decoding failed. */
    ERROR
}
