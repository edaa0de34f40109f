package org.liaoyuan.sound.synthesis.english;

import java.util.List;

/** What kind of word it is in its sentence, as far as that changes how it is said; with the names the dictionary has for it. */
enum Tag {
    VERB("VERB"),
    PAST("VBD", "VERB"),
    PARTICIPLE("VBN", "VERB"),
    NOUN("NOUN"),
    /** A name; in capitals it is spelled. */
    NAME("NOUN"),
    ADJECTIVE("ADJ"),
    ADVERB("ADV"),
    DETERMINER("DT"),
    OTHER;

    private final List<String> names;

    Tag(String... names) {
        this.names = List.of(names);
    }

    /** The most exact first. */
    List<String> names() {
        return names;
    }
}
