package org.liaoyuan.server.assistant.meeting;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liaoyuan.server.assistant.proof.Budget;
import org.liaoyuan.server.assistant.proof.Evidence;
import org.liaoyuan.server.assistant.proof.EvidenceSource;
import org.liaoyuan.server.space.SpaceText;

/**
 * What is said in less than a minute of a recording.
 *
 * @param ordinal of the passage in its document: 0 …
 * @param time at which it begins, such as 12:05; empty where it is not known
 */
record Passage(int ordinal, String time, String text) {

    /** As {@code SpokenPassages} writes it. */
    private static final Pattern TIME = Pattern.compile("(\\d{1,3}(?::\\d{2}){1,2})–.*");

    /** Of what stands around each. */
    private static final int FRAME = 24;

    /** All of a recording, cut where one is longer than a model is shown at once: not every provider says when what was said. */
    static List<Passage> of(List<SpaceText.Part> parts, int mostTokens) {
        List<Passage> all = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            SpaceText.Part part = parts.get(i);
            String heading = part.headings().isEmpty() ? "" : part.headings().getFirst();
            Matcher time = TIME.matcher(heading);
            String begins = time.matches() ? time.group(1) : "";
            String text = part.text();
            // a character is a token at most
            for (int at = 0; at < text.length(); at += mostTokens) {
                all.add(new Passage(i, begins, text.substring(at, Math.min(text.length(), at + mostTokens))));
            }
        }
        return all;
    }

    /** One after the other as many as a model is shown at once. */
    static List<List<Passage>> windows(List<Passage> all, int mostTokens) {
        List<List<Passage>> windows = new ArrayList<>();
        List<Passage> open = new ArrayList<>();
        int tokens = 0;
        for (Passage passage : all) {
            int more = FRAME + Budget.tokens(passage.text);
            if (!open.isEmpty() && tokens + more > mostTokens) {
                windows.add(List.copyOf(open));
                open.clear();
                tokens = 0;
            }
            open.add(passage);
            tokens += more;
        }
        if (!open.isEmpty()) {
            windows.add(List.copyOf(open));
        }
        return windows;
    }

    /** So that a fence can stand around it. */
    Evidence evidence(int number, String title) {
        return new Evidence(
                number,
                EvidenceSource.Kind.MATERIAL,
                null,
                null,
                null,
                null,
                null,
                title,
                time.isEmpty() ? List.of() : List.of(time),
                null,
                text,
                0,
                List.of(),
                false,
                false);
    }
}
