package org.liaoyuan.server.ledger;

/** What was asked for. */
public enum Operation {
    CHAT,
    /** What an answer to come begins with was read before it was asked for. */
    PREPARATION,
    COMPLETION,
    EMBEDDING,
    RERANK,
    TRANSCRIPTION,
    SPEECH
}
