package org.liaoyuan.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.liaoyuan.engine.ChatMessage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Small files, each with a change that is asked for, from {@code edits/edits.json}; the answer is the whole file. */
final class Edits {

    private static final String SYSTEM =
            "You edit files. Answer with the whole changed file in one code block, nothing else.";

    private Edits() {}

    /**
     * What is asked.
     *
     * @param name how it is called in the report
     */
    record Question(String name, List<ChatMessage> messages) {}

    static List<Question> all() throws IOException {
        List<Question> edits = new ArrayList<>();
        for (JsonNode edit : new JsonMapper().readTree(resource("edits.json"))) {
            String file = edit.path("file").stringValue();
            String text = edit.path("instruction").stringValue() + "\n\n" + file + ":\n```\n" + resource(file) + "```";
            edits.add(new Question(file, List.of(ChatMessage.system(SYSTEM), ChatMessage.user(text))));
        }
        return edits;
    }

    /** Free prose, where an answer has nothing to copy. */
    static List<Question> prose() {
        return List.of(
                prose("story", "Tell a story of a lighthouse keeper who finds a letter in a bottle."),
                prose("letter", "Write a letter to a friend about moving from the city to a village."),
                prose("杭州", "请写一篇关于杭州四季的散文。"));
    }

    private static Question prose(String name, String text) {
        return new Question(name, List.of(ChatMessage.user(text)));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Edits.class.getResourceAsStream("/edits/" + name)) {
            if (in == null) {
                throw new IOException("the benchmark's file edits/" + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
