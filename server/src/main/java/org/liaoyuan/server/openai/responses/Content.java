package org.liaoyuan.server.openai.responses;

/** A piece of what somebody said. */
sealed interface Content {

    record Text(String text) implements Content {}

    /** What is no text, which not every model takes. */
    sealed interface Media extends Content {

        /** The parameter it came in. */
        String param();
    }

    /**
     * A picture.
     *
     * @param url where it is; its bytes themselves as a {@code data:} URL
     * @param detail how closely it is to be looked at; empty leaves it to the model
     */
    record Image(String url, String detail, String param) implements Media {}

    /**
     * A recording.
     *
     * @param data base64
     * @param format such as {@code wav}
     */
    record Sound(String data, String format, String param) implements Media {}
}
