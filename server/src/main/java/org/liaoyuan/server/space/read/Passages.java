package org.liaoyuan.server.space.read;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;

/**
 * Cuts blocks into passages: what stands below the same headings stays together up to {@link #GOAL}, nothing is longer than {@link
 * #MOST}. A longer paragraph is cut between sentences, a longer table between rows, its first row repeated.
 *
 * <p>A page's end ends a passage: what cites it names the page on which it stands.
 *
 * <p>Lengths are in tokens, about: a Chinese character is one, of other scripts three characters are. The embedding model reads 512,
 * and its heading is put before a passage.
 */
@NamedInterface("read")
public final class Passages {

    static final int GOAL = 320;
    static final int MOST = 420;

    /** Of a passage; a table may have more cells. */
    static final int MOST_BOXES = 64;

    private static final int MOST_HEADING = 100;
    private static final int DEEPEST = 6;

    private record Level(int level, String title) {}

    private final List<Passage> found = new ArrayList<>();
    private final List<Level> path = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();
    private final Set<Box> boxes = new LinkedHashSet<>();
    private int length;
    private @Nullable Integer page;

    private Passages() {}

    public static List<Passage> of(List<Block> blocks) {
        Passages passages = new Passages();
        for (Block block : blocks) {
            switch (block.kind()) {
                case HEADING -> passages.heading(block);
                case TABLE -> passages.table(block);
                case TEXT -> passages.text(block);
            }
        }
        passages.close();
        return List.copyOf(passages.found);
    }

    /** Tokens, about; see above. */
    static int tokens(String text) {
        long thirds = text.codePoints()
                .filter(c -> !Character.isWhitespace(c))
                .mapToLong(c -> c < 0x2e80 ? 1 : 3)
                .sum();
        return (int) Math.ceilDiv(thirds, 3L);
    }

    private void heading(Block block) {
        close();
        path.removeIf(above -> above.level >= block.level());
        String title = block.text();
        int end = title.offsetByCodePoints(0, Math.min(MOST_HEADING, title.codePointCount(0, title.length())));
        path.add(new Level(block.level(), title.substring(0, end)));
    }

    private void text(Block block) {
        add(block, block.text(), 0, Passages::sentences);
    }

    /** Rows of a table stay in one passage where they fit, apart from the text around them where they don't. */
    private void table(Block block) {
        if (tokens(block.text()) <= MOST) {
            add(block, block.text(), 0, List::of);
            return;
        }
        close();
        List<String> rows = block.text().lines().toList();
        String head = rows.getFirst();
        boolean repeat = tokens(head) <= GOAL / 3;
        int from = 0;
        for (int i = 0; i < rows.size(); i++) {
            String row = rows.get(i);
            if (!open.isEmpty() && length + tokens(row) > GOAL) {
                close();
            }
            if (i > 0 && open.isEmpty() && repeat) {
                put(block, head, 0);
            }
            add(block, row, from, Passages::sentences);
            from += row.length() + 1;
        }
        close();
    }

    /**
     * Adds a part of a block's text.
     *
     * @param from where it begins in that text
     * @param cut into parts of it, in their order, if it is too long
     */
    private void add(Block block, String text, int from, Function<String, List<String>> cut) {
        int tokens = tokens(text);
        if (tokens > MOST) {
            int at = from;
            for (String part : cut.apply(text)) {
                at = Math.max(at, block.text().indexOf(part, at));
                add(block, part, at, Passages::pieces);
                at += part.length();
            }
            return;
        }
        if (!open.isEmpty() && (length + tokens > GOAL || !Objects.equals(page, block.page()))) {
            close();
        }
        put(block, text, from);
    }

    private void put(Block block, String text, int from) {
        if (open.isEmpty()) {
            page = block.page();
        } else {
            open.append('\n');
        }
        open.append(text);
        length += tokens(text);
        block.places().stream()
                .filter(place -> place.start() < from + text.length() && place.end() > from)
                .forEach(place -> boxes.add(place.box()));
    }

    private void close() {
        if (!open.isEmpty()) {
            List<String> headings =
                    path.stream().map(Level::title).limit(DEEPEST).toList();
            found.add(new Passage(headings, page, open.toString(), FewBoxes.of(boxes, MOST_BOXES)));
        }
        open.setLength(0);
        boxes.clear();
        length = 0;
    }

    private static List<String> sentences(String text) {
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        breaks.setText(text);
        List<String> all = new ArrayList<>();
        StringBuilder together = new StringBuilder();
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
            String sentence = text.substring(start, end);
            if (!together.isEmpty() && tokens(together.toString()) + tokens(sentence) > GOAL) {
                all.add(together.toString().strip());
                together.setLength(0);
            }
            together.append(sentence);
        }
        all.add(together.toString().strip());
        all.removeIf(String::isEmpty);
        return all;
    }

    /** A sentence without end: cut by length. */
    private static List<String> pieces(String text) {
        List<String> all = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = Math.min(start + GOAL, text.length());
            if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
                end--; // a character beyond the first plane stays whole
            }
            String piece = text.substring(start, end).strip();
            if (!piece.isEmpty()) {
                all.add(piece);
            }
            start = end;
        }
        return all;
    }
}
