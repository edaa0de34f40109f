package org.liaoyuan.server.assistant.digest;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.liaoyuan.server.assistant.frame.Language;
import org.liaoyuan.server.assistant.proof.Budget;
import org.liaoyuan.server.assistant.proof.Evidence;
import org.liaoyuan.server.assistant.proof.EvidenceSource;
import org.liaoyuan.server.space.SpaceText;

/**
 * What a model is shown of a document, by a bound of tokens: all of a short one; of a long one the beginnings of its sections, or of
 * passages where it has few sections, spread evenly from the first to the last.
 *
 * @param parts in the document's order
 * @param whole whether it is all of the text
 */
record Excerpt(List<SpaceText.Part> parts, boolean whole) {

    /** Of a part, where not all fit. */
    private static final int MOST_OF_PART = 250;

    private static final int LEAST_OF_PART = 60;

    /** Of what stands around each part. */
    private static final int FRAME = 24;

    /** With fewer sections their beginnings say too little of the whole. */
    private static final int FEW_SECTIONS = 4;

    /** @param known whether the parts are all that the document has */
    static Excerpt of(List<SpaceText.Part> all, boolean known, int mostTokens) {
        int tokens = all.stream().mapToInt(Excerpt::tokens).sum();
        if (tokens <= mostTokens) {
            return new Excerpt(all, known);
        }
        List<SpaceText.Part> sections = beginnings(all);
        List<SpaceText.Part> candidates = sections.size() < FEW_SECTIONS ? all : sections;
        int count = Math.clamp(mostTokens / (LEAST_OF_PART + FRAME), 1, candidates.size());
        int each = Math.clamp(mostTokens / count - FRAME, LEAST_OF_PART, MOST_OF_PART);
        // as many as fit with as much of each
        count = Math.clamp(mostTokens / (each + FRAME), 1, candidates.size());
        List<SpaceText.Part> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = count == 1 ? 0 : (int) ((long) i * (candidates.size() - 1) / (count - 1));
            chosen.add(cut(candidates.get(at), each));
        }
        return new Excerpt(List.copyOf(chosen), false);
    }

    /** The first passage of each section. */
    private static List<SpaceText.Part> beginnings(List<SpaceText.Part> all) {
        List<SpaceText.Part> first = new ArrayList<>();
        List<String> headings = null;
        for (SpaceText.Part part : all) {
            if (!Objects.equals(headings, part.headings())) {
                first.add(part);
                headings = part.headings();
            }
        }
        return first;
    }

    private static int tokens(SpaceText.Part part) {
        return FRAME + Budget.tokens(part.text()) + Budget.tokens(String.join("", part.headings()));
    }

    /** At a character's end; an estimate, rather too short than too long. */
    private static SpaceText.Part cut(SpaceText.Part part, int mostTokens) {
        String text = part.text();
        int end = 0;
        double used = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            used += UnicodeScript.of(point) == UnicodeScript.HAN ? 1 : 1 / 3.0;
            if (used > mostTokens) {
                break;
            }
            end += Character.charCount(point);
        }
        return new SpaceText.Part(part.headings(), part.page(), text.substring(0, end));
    }

    /** In which language the model is addressed. */
    Language language() {
        return Language.mostOf(
                String.join(" ", parts.stream().map(SpaceText.Part::text).toList()));
    }

    /** As passages that a fence can stand around. */
    List<Evidence> evidence(UUID document, String name) {
        List<Evidence> all = new ArrayList<>();
        for (SpaceText.Part part : parts) {
            int number = all.size() + 1;
            all.add(new Evidence(
                    number,
                    EvidenceSource.Kind.MATERIAL,
                    document,
                    null,
                    null,
                    null,
                    null,
                    name,
                    part.headings(),
                    part.page(),
                    part.text(),
                    0,
                    List.of(),
                    false,
                    false));
        }
        return all;
    }
}
