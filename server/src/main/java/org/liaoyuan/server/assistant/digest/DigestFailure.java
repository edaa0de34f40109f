package org.liaoyuan.server.assistant.digest;

/** Why there is no digest of a document. */
enum DigestFailure {
    /** Its text is gone, or there is none. */
    EMPTY,
    /** What the model said was no summary with three questions. */
    UNUSABLE,
    /** The default model is not open to the person. */
    NOT_OPEN,
    /** The person's budget is used up. */
    BUDGET,
    /** The model takes less than the shortest excerpt. */
    TOO_LONG,
    /** It took longer than is waited for. */
    TOO_SLOW,
    /** The model, or whoever runs it, refused or failed. */
    MODEL,
    /** It ended the server several times, or something that should not happen did. */
    INTERNAL
}
