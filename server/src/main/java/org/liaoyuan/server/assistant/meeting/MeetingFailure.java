package org.liaoyuan.server.assistant.meeting;

/** Why there are no notes of a recording. */
enum MeetingFailure {
    /** Its words are gone, or there are none. */
    EMPTY,
    /** Nothing that the model said stands in the recording. */
    UNUSABLE,
    /** The default model is not open to the person. */
    NOT_OPEN,
    /** The person's budget is used up. */
    BUDGET,
    /** The model takes less than the shortest part. */
    TOO_LONG,
    /** A part took longer than is waited for. */
    TOO_SLOW,
    /** The model, or whoever runs it, refused or failed. */
    MODEL,
    /** There is no room for one more note. */
    FULL,
    /** It ended the server several times, or something that should not happen did. */
    INTERNAL
}
