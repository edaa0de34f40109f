package org.liaoyuan.server.space.read;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
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

    private static final int MOST_HEADING = 100;
    private static final int DEEPEST = 6;

    private record Level(int level, String title) {}

    private final List<Passage> found = new ArrayList<>();
    private final List<Level> path = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();
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
        add(block.page(), block.text(), tokens(block.text()), () -> sentences(block.text()));
    }

    /** Rows of a table stay in one passage where they fit, apart from the text around them where they don't. */
    private void table(Block block) {
        int tokens = tokens(block.text());
        if (tokens <= MOST) {
            add(block.page(), block.text(), tokens, List::of);
            return;
        }
        close();
        List<String> rows = block.text().lines().toList();
        String head = rows.getFirst();
        boolean repeat = tokens(head) <= GOAL / 3;
        for (int i = 0; i < rows.size(); i++) {
            String row = rows.get(i);
            if (!open.isEmpty() && length + tokens(row) > GOAL) {
                close();
            }
            if (i > 0 && open.isEmpty() && repeat) {
                put(block.page(), head, tokens(head));
            }
            add(block.page(), row, tokens(row), () -> sentences(row));
        }
        close();
    }

    private void add(@Nullable Integer where, String text, int tokens, Supplier<List<String>> parts) {
        if (tokens > MOST) {
            for (String part : parts.get()) {
                add(where, part, tokens(part), () -> pieces(part));
            }
            return;
        }
        if (!open.isEmpty() && (length + tokens > GOAL || !Objects.equals(page, where))) {
            close();
        }
        put(where, text, tokens);
    }

    private void put(@Nullable Integer where, String text, int tokens) {
        if (open.isEmpty()) {
            page = where;
        } else {
            open.append('\n');
        }
        open.append(text);
        length += tokens;
    }

    private void close() {
        if (!open.isEmpty()) {
            List<String> headings =
                    path.stream().map(Level::title).limit(DEEPEST).toList();
            found.add(new Passage(headings, page, open.toString()));
        }
        open.setLength(0);
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
