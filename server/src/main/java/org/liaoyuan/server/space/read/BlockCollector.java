package org.liaoyuan.server.space.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Makes {@link Block}s of the XHTML that Tika's parsers write: {@code h1} to {@code h6}, tables (a table in a table is part of its
 * cell), and everything else as paragraphs. Pages are {@code div}s of the class {@code page}, slides those of {@code slide-content}.
 */
final class BlockCollector extends DefaultHandler {

    private static final Set<String> PAGES = Set.of("page", "slide-content");

    /** What ends a paragraph. */
    private static final Set<String> APART = Set.of(
            "p", "div", "li", "ul", "ol", "pre", "blockquote", "br", "hr", "dt", "dd", "body", "article", "section");

    private static final Set<String> UNSEEN = Set.of("script", "style", "title", "head", "noscript", "template");

    private final Bounds bounds;
    private final List<Block> blocks = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder row = new StringBuilder();
    private final StringBuilder table = new StringBuilder();
    private @Nullable Integer page;
    private int heading;
    private int tables;
    private int unseen;

    BlockCollector(Bounds bounds) {
        this.bounds = bounds;
    }

    /** A place in what was collected. */
    record Mark(int blocks, int pages) {}

    Mark mark() {
        flush();
        return new Mark(blocks.size(), page == null ? 0 : page);
    }

    /** The page that is being read; null where there are none. */
    @Nullable
    Integer page() {
        return page;
    }

    void add(List<Block> more) {
        flush();
        blocks.addAll(more);
    }

    /** Pages since then on which next to nothing stands. */
    List<Integer> pagesWithFewerLetters(Mark since, int letters) {
        flush();
        int last = page == null ? 0 : page;
        long[] found = new long[last + 1];
        for (Block block : blocks.subList(since.blocks, blocks.size())) {
            if (block.page() != null) {
                found[block.page()] += block.text()
                        .codePoints()
                        .filter(Character::isLetterOrDigit)
                        .count();
            }
        }
        return IntStream.rangeClosed(since.pages + 1, last)
                .filter(p -> found[p] < letters)
                .boxed()
                .toList();
    }

    /** Puts other blocks in the places of some pages since then. */
    void replace(Mark since, Map<Integer, List<Block>> pages) {
        Map<Integer, List<Block>> before = pages(since);
        List<Block> after = blocks.subList(since.blocks, blocks.size());
        List<Block> nowhere =
                after.stream().filter(block -> block.page() == null).toList();
        after.clear();
        int last = page == null ? 0 : page;
        for (int p = since.pages + 1; p <= last; p++) {
            blocks.addAll(pages.getOrDefault(p, before.getOrDefault(p, List.of())));
        }
        blocks.addAll(nowhere);
    }

    /** Pages since then, with the blocks that stand on them. */
    Map<Integer, List<Block>> pages(Mark since) {
        flush();
        Map<Integer, List<Block>> pages = new TreeMap<>();
        for (Block block : blocks.subList(since.blocks, blocks.size())) {
            if (block.page() != null) {
                pages.computeIfAbsent(block.page(), p -> new ArrayList<>()).add(block);
            }
        }
        return pages;
    }

    List<Block> blocks() {
        flush();
        return List.copyOf(blocks);
    }

    @Override
    public void startElement(String uri, String local, String qualified, Attributes attributes) {
        bounds.countCharacters(1); // elements without end are a bomb too
        String name = local.toLowerCase(Locale.ROOT);
        if (UNSEEN.contains(name)) {
            unseen++;
        } else if (name.equals("table")) {
            flushUnlessInTable();
            tables++;
        } else if (tables > 0) {
            separate(name);
        } else if (isHeading(name)) {
            flush();
            heading = name.charAt(1) - '0';
        } else if (APART.contains(name)) {
            if (heading == 0) {
                flush();
            } else {
                space();
            }
        }
        String classes = attributes.getValue("class");
        if (name.equals("div") && classes != null && PAGES.contains(classes)) {
            page = page == null ? 1 : page + 1;
        }
    }

    @Override
    public void endElement(String uri, String local, String qualified) {
        String name = local.toLowerCase(Locale.ROOT);
        if (UNSEEN.contains(name)) {
            unseen = Math.max(0, unseen - 1);
        } else if (name.equals("table") && tables > 0) {
            tables--;
            if (tables == 0) {
                endRow();
                endTable();
            }
        } else if (tables > 0) {
            if (name.equals("tr") && tables == 1) {
                endRow();
            } else if (name.equals("td") || name.equals("th")) {
                endCell();
            }
        } else if (isHeading(name)) {
            flush();
            heading = 0;
        } else if (APART.contains(name) && heading == 0) {
            flush();
        }
    }

    @Override
    public void characters(char[] characters, int start, int length) {
        bounds.countCharacters(length);
        if (unseen == 0) {
            text.append(characters, start, length);
        }
    }

    @Override
    public void ignorableWhitespace(char[] characters, int start, int length) {
        characters(characters, start, length);
    }

    private static boolean isHeading(String name) {
        return name.length() == 2 && name.charAt(0) == 'h' && name.charAt(1) >= '1' && name.charAt(1) <= '6';
    }

    private void flushUnlessInTable() {
        if (tables == 0) {
            flush();
        }
    }

    private void separate(String name) {
        if (APART.contains(name)) {
            space();
        }
    }

    private void space() {
        text.append(' ');
    }

    private void endCell() {
        if (tables > 1) {
            space();
            return;
        }
        row.append(row.isEmpty() ? "" : " | ").append(Texts.oneLine(text));
        text.setLength(0);
    }

    private void endRow() {
        if (!text.isEmpty() && !Texts.oneLine(text).isEmpty()) {
            endCell();
        }
        text.setLength(0);
        if (row.chars().anyMatch(Character::isLetterOrDigit)) {
            table.append(table.isEmpty() ? "" : "\n").append(row);
        }
        row.setLength(0);
    }

    private void endTable() {
        if (!table.isEmpty()) {
            blocks.add(Block.table(page, table.toString()));
        }
        table.setLength(0);
    }

    private void flush() {
        if (tables > 0) {
            return;
        }
        String found = heading > 0 ? Texts.oneLine(text) : Texts.lines(text);
        text.setLength(0);
        if (!found.isEmpty()) {
            blocks.add(heading > 0 ? Block.heading(heading, page, found) : Block.text(page, found));
        }
    }
}
