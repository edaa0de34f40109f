package org.liaoyuan.server.space.read;

import java.util.ArrayList;
import java.util.List;

/** Finds the text of blocks among the words of their page, and tells them where they stand. */
final class PlacedBlocks {

    /** Blocks of a page whose text is not among its words, forms and notes most likely; then it is given up. */
    private static final int MOST_MISSED = 50;

    private final List<WordPlaces.Run> runs;
    private final int[] ends;
    private final String page;
    private int at;
    private int missed;

    private PlacedBlocks(List<WordPlaces.Run> runs) {
        this.runs = runs;
        this.ends = new int[runs.size()];
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < ends.length; i++) {
            all.append(runs.get(i).text());
            ends[i] = all.length();
        }
        this.page = all.toString();
    }

    /** @param blocks of one page, in their order */
    static List<Block> of(List<Block> blocks, List<WordPlaces.Run> runs) {
        PlacedBlocks placed = new PlacedBlocks(runs);
        return blocks.stream().map(placed::placed).toList();
    }

    private Block placed(Block block) {
        String sought = squeezed(block.text());
        if (sought.isEmpty() || missed >= MOST_MISSED) {
            return block;
        }
        int found = page.indexOf(sought, at);
        if (found < 0) {
            missed++;
            return block;
        }
        at = found + sought.length();
        return new Block(block.kind(), block.level(), block.page(), block.text(), places(block.text(), found, at));
    }

    /** @param from where the text begins among the page's words; {@code to} is where it ends */
    private List<Place> places(String text, int from, int to) {
        int[] offsets = offsets(text, to - from);
        List<Place> places = new ArrayList<>();
        int run = 0;
        for (int start = from; start < to; start = Math.min(to, ends[run])) {
            while (ends[run] <= start) {
                run++;
            }
            int end = Math.min(to, ends[run]);
            Box box = runs.get(run).box();
            if (box != null) {
                places.add(new Place(offsets[start - from], offsets[end - from - 1] + 1, box));
            }
        }
        return places;
    }

    /** Where in the text its characters stand that are not left out. */
    private static int[] offsets(String text, int count) {
        int[] offsets = new int[count];
        int next = 0;
        for (int i = 0; i < text.length(); i++) {
            if (counts(text.charAt(i))) {
                offsets[next] = i;
                next++;
            }
        }
        return offsets;
    }

    /** Without what parsers and {@link Texts} add, drop or replace. */
    static String squeezed(String text) {
        StringBuilder squeezed = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (counts(text.charAt(i))) {
                squeezed.append(text.charAt(i));
            }
        }
        return squeezed.toString();
    }

    private static boolean counts(char c) {
        return !Character.isWhitespace(c)
                && !Character.isSpaceChar(c)
                && !Character.isISOControl(c)
                && !Character.isSurrogate(c)
                && c < 0xfffd
                && c != 0xfeff;
    }
}
