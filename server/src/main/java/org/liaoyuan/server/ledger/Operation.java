package org.liaoyuan.server.ledger;

/** What was asked for. */
public enum Operation {
    CHAT,
    COMPLETION,
    EMBEDDING,
    RERANK,
    TRANSCRIPTION,
    SPEECH
}
