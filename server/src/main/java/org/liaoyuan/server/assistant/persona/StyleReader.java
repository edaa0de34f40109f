package org.liaoyuan.server.assistant.persona;

import java.util.List;
import org.liaoyuan.server.assistant.frame.Part;
import org.liaoyuan.server.assistant.frame.SpeechReader;
import org.liaoyuan.server.assistant.persona.Persona.Emoji;
import org.liaoyuan.server.assistant.persona.Persona.Style;
import tools.jackson.databind.JsonNode;

/** Reads what makes a persona; what it refuses is an {@link IllegalArgumentException} that says what, where and what to do. */
final class StyleReader {

    private StyleReader() {}

    static Style style(JsonNode document) {
        Part all = new Part("", document)
                .object(List.of(
                        "name",
                        "voice",
                        "length",
                        "formality",
                        "warmth",
                        "address",
                        "emoji",
                        "words",
                        "example",
                        "speech"));
        return new Style(
                all.at("name").bilingual(1, 30),
                all.at("voice").bilingual(0, 600),
                all.at("length").number(1, 5),
                all.at("formality").number(1, 5),
                all.at("warmth").number(1, 5),
                all.at("address").bilingual(0, 30),
                all.at("emoji").isThere() ? all.at("emoji").oneOf(Emoji.class) : Emoji.NONE,
                all.at("words").bilingual(0, 200),
                all.at("example").bilingual(0, 300),
                SpeechReader.speech(all.at("speech")));
    }
}
