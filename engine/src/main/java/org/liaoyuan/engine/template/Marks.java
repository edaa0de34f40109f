package org.liaoyuan.engine.template;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.liaoyuan.engine.EngineException;

/**
 * Places that hold untrusted text while a template runs. The template sees only marks; what they stand for is put in afterwards,
 * as segments of their own.
 */
final class Marks {

    private static final char END = '\uE0F2';

    // unguessable, so that no message can hold it; private-use characters, so that no filter changes them
    private final String mark = "\uE0F1" + UUID.randomUUID().toString().replace("-", "");
    private final List<String> texts = new ArrayList<>();
    private final List<Boolean> quoted = new ArrayList<>();

    /** A mark for a text. */
    String mark(String text) {
        return add(text, false);
    }

    /** A mark for a JSON value: a template that writes it as a JSON string gets the value without quotation marks. */
    String markJson(String json) {
        return add(json, true);
    }

    private String add(String text, boolean json) {
        texts.add(text);
        quoted.add(json);
        return mark + (texts.size() - 1) + END;
    }

    /** What a template wrote, with the texts in their places. */
    List<Segment> split(String rendered) {
        List<Segment> segments = new ArrayList<>();
        int at = 0;
        for (int next = rendered.indexOf(mark); next >= 0; next = rendered.indexOf(mark, at)) {
            int end = rendered.indexOf(END, next);
            String written = end < 0 ? "" : rendered.substring(next + mark.length(), end);
            if (!written.matches("\\d{1,7}") || Integer.parseInt(written) >= texts.size()) {
                throw new EngineException("the model's chat template cuts message contents apart; it can't be used");
            }
            int number = Integer.parseInt(written);
            boolean inQuotes = quoted.get(number)
                    && next > at
                    && rendered.charAt(next - 1) == '"'
                    && end + 1 < rendered.length()
                    && rendered.charAt(end + 1) == '"';
            add(segments, rendered.substring(at, inQuotes ? next - 1 : next), true);
            add(segments, texts.get(number), false);
            at = inQuotes ? end + 2 : end + 1;
        }
        add(segments, rendered.substring(at), true);
        return segments;
    }

    private static void add(List<Segment> segments, String text, boolean trusted) {
        if (!text.isEmpty()) {
            segments.add(new Segment(text, trusted));
        }
    }
}
