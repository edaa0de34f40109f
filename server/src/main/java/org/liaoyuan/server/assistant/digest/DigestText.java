package org.liaoyuan.server.assistant.digest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liaoyuan.server.assistant.frame.Language;
import org.liaoyuan.server.assistant.proof.PlainText;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a model said of a document, as it is kept. INVARIANT: plain text on one line, bounded, without addresses, markup or characters
 * that can't be seen, whatever the document made the model say.
 */
record DigestText(String summary, List<String> questions) {

    static final int MOST_OF_SUMMARY = 600;
    static final int MOST_OF_QUESTION = 150;
    static final int QUESTIONS = 3;

    private static final JsonMapper JSON = new JsonMapper();

    /** Empty where it is no summary with three questions. */
    static Optional<DigestText> of(String answer, Language language) {
        int start = answer.indexOf('{');
        int end = answer.lastIndexOf('}');
        if (start < 0 || end < start) {
            return Optional.empty();
        }
        try {
            JsonNode said = JSON.readTree(answer.substring(start, end + 1));
            String summary = PlainText.of(said.path("summary").asString(""), MOST_OF_SUMMARY, language);
            List<String> questions = new ArrayList<>();
            for (JsonNode question : said.path("questions")) {
                String plain = PlainText.of(question.asString(""), MOST_OF_QUESTION, language);
                if (!plain.isEmpty() && !questions.contains(plain)) {
                    questions.add(plain);
                }
            }
            return summary.isEmpty() || questions.size() < QUESTIONS
                    ? Optional.empty()
                    : Optional.of(new DigestText(summary, List.copyOf(questions.subList(0, QUESTIONS))));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
