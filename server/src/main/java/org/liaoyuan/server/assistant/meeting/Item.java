package org.liaoyuan.server.assistant.meeting;

/**
 * Something that notes say, in plain words.
 *
 * @param who is to do it, as the recording names them; empty for nobody
 * @param until when, as the recording says it; empty for no time
 * @param passage where it is said
 */
record Item(Kind kind, String text, String who, String until, Passage passage) {

    enum Kind {
        POINT("points"),
        DECISION("decisions"),
        ACTION("actions"),
        QUESTION("questions");

        /** As a model writes it. */
        final String field;

        Kind(String field) {
            this.field = field;
        }
    }
}
