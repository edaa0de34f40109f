package org.liaoyuan.engine;

/** The prompt does not fit into the context. */
public final class ContextOverflowException extends EngineException {

    private static final long serialVersionUID = 1L;
    private final int promptTokens;
    private final int contextSize;

    public ContextOverflowException(int promptTokens, int contextSize) {
        super("the prompt has " + promptTokens + " tokens, but the context holds " + contextSize
                + " (and one must be left for the answer): shorten the prompt or load the model with a larger context");
        this.promptTokens = promptTokens;
        this.contextSize = contextSize;
    }

    /** @param what which text it is, such as {@code documents[3]} */
    public ContextOverflowException(String what, int tokens, int contextSize) {
        super(what + " has " + tokens + " tokens, but " + contextSize
                + " are read at once: shorten it, or cut it into several");
        this.promptTokens = tokens;
        this.contextSize = contextSize;
    }

    public int promptTokens() {
        return promptTokens;
    }

    /** The most tokens one request may take, prompt and answer together. */
    public int contextSize() {
        return contextSize;
    }
}
