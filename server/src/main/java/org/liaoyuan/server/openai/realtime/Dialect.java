package org.liaoyuan.server.openai.realtime;

/** What events and contents are called. */
enum Dialect {
    /** Since August 2025. */
    CURRENT,
    /** Before, for clients that ask for it by a header. */
    BETA;

    String audio() {
        return this == CURRENT ? "response.output_audio" : "response.audio";
    }

    String transcript() {
        return this == CURRENT ? "response.output_audio_transcript" : "response.audio_transcript";
    }

    String text() {
        return this == CURRENT ? "response.output_text" : "response.text";
    }

    String itemAdded() {
        return this == CURRENT ? "conversation.item.added" : "conversation.item.created";
    }

    /** Of an assistant's item. */
    String content(boolean spoken) {
        String plain = spoken ? "audio" : "text";
        return this == CURRENT ? "output_" + plain : plain;
    }
}
