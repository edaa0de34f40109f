package org.liaoyuan.server.assistant.proof;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;

/** Cuts passages to what a model's context leaves for them. Tokens are estimated, rather too many than too few. */
public final class Budget {

    /** Less of a passage than this says nothing. */
    private static final int LEAST = 60;

    /** Of what stands around each passage. */
    private static final int FRAME = 24;

    private Budget() {}

    /** A Chinese character is one, of other text three characters are. */
    public static int tokens(String text) {
        long han = text.codePoints()
                .filter(c -> UnicodeScript.of(c) == UnicodeScript.HAN)
                .count();
        return (int) (han + (text.length() - han + 2) / 3);
    }

    /** Those that fit, in their order; the last one may be cut. */
    public static List<Evidence> fit(List<Evidence> all, int most) {
        List<Evidence> fitting = new ArrayList<>();
        int left = most;
        for (Evidence each : all) {
            left -= FRAME + tokens(each.title()) + tokens(String.join("", each.headings()));
            int wanted = tokens(each.text());
            if (wanted <= left) {
                fitting.add(each);
            } else if (left >= LEAST) {
                fitting.add(cut(each, left));
            }
            left -= wanted;
            if (left < LEAST) {
                break;
            }
        }
        return List.copyOf(fitting);
    }

    private static Evidence cut(Evidence evidence, int most) {
        String text = evidence.text();
        int end = 0;
        double used = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            used += UnicodeScript.of(point) == UnicodeScript.HAN ? 1 : 1 / 3.0;
            if (used > most) {
                break;
            }
            end += Character.charCount(point);
        }
        return evidence.beginning(end);
    }
}
