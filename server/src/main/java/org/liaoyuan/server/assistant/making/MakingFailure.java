package org.liaoyuan.server.assistant.making;

/** Why nothing was made, whatever it was to be. What is made has more reasons of its own, and these by the same names. */
public enum MakingFailure {
    /** The default model is not open to the person. */
    NOT_OPEN,
    /** The person's budget is used up. */
    BUDGET,
    /** The model takes less than the shortest part. */
    TOO_LONG,
    /** It took longer than is waited for. */
    TOO_SLOW,
    /** The model, or whoever runs it, refused or failed. */
    MODEL,
    /** It ended the server several times, or something that should not happen did. */
    INTERNAL
}
