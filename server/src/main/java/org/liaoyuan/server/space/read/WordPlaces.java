package org.liaoyuan.server.space.read;

import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;

/**
 * Where the words of a PDF's pages stand, in the order in which Tika tells them: it uses the same stripper, but tells no places. What
 * was not reached within a time has none.
 */
final class WordPlaces extends PDFTextStripper {

    /** Words of a line that are farther apart, in heights of a letter, stand in two columns, or two cells. */
    private static final double FAR = 2;

    private static final int OPERATORS_A_LOOK = 256;

    /**
     * Words of one line that stand beside each other.
     *
     * @param text without blanks
     * @param box null where they stand beside the page, or have no size
     */
    record Run(String text, @Nullable Box box) {}

    private static final class OutOfTime extends RuntimeException {

        private static final long serialVersionUID = 1L;

        OutOfTime() {
            super("the time is over", null, false, false);
        }
    }

    private final Map<Integer, List<Run>> runs = new TreeMap<>();
    private final Set<Integer> wanted;
    private final long end;
    private int operators;
    private final StringBuilder text = new StringBuilder();
    private @Nullable Quad open;
    private boolean newLine;

    private WordPlaces(Set<Integer> wanted, Duration most) {
        this.wanted = wanted;
        this.end = System.nanoTime() + most.toNanos();
    }

    /**
     * Those of some pages.
     *
     * @param wanted pages: 1 …
     * @return by page
     */
    static Map<Integer, List<Run>> of(PDDocument document, Set<Integer> wanted, Duration most) {
        WordPlaces places = new WordPlaces(wanted, most);
        try {
            places.writeText(document, Writer.nullWriter());
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // what was found until then is right; its text was read already
        }
        return places.runs;
    }

    @Override
    public void processPage(PDPage page) throws IOException {
        if (wanted.contains(getCurrentPageNo())) {
            super.processPage(page);
            close();
        }
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        operators++;
        if (operators % OPERATORS_A_LOOK == 0
                && (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted())) {
            throw new OutOfTime();
        }
        super.processOperator(operator, operands);
    }

    /** Letter by letter, as what was written back at the line's start may be told as one word; as one where its letters were normalised. */
    @Override
    protected void writeString(String word, List<TextPosition> letters) {
        String told = PlacedBlocks.squeezed(word);
        StringBuilder written = new StringBuilder();
        letters.forEach(letter -> written.append(letter.getUnicode()));
        if (PlacedBlocks.squeezed(written.toString()).equals(told)) {
            letters.forEach(letter -> add(PlacedBlocks.squeezed(letter.getUnicode()), Quad.of(letter)));
        } else {
            letters.stream().map(Quad::of).reduce(Quad::and).ifPresent(place -> add(told, place));
        }
    }

    private void add(String told, Quad place) {
        Quad before = open;
        if (before == null || newLine || before.distance(place) > FAR * place.size()) {
            close();
            open = place;
        } else {
            open = before.and(place);
        }
        newLine = false;
        text.append(told);
    }

    @Override
    protected void writeLineSeparator() {
        newLine = true;
    }

    @Override
    protected void writeParagraphStart() {
        newLine = true;
    }

    private void close() {
        Quad place = open;
        if (place != null && !text.isEmpty()) {
            int page = getCurrentPageNo();
            runs.computeIfAbsent(page, p -> new ArrayList<>()).add(new Run(text.toString(), place.box(page)));
        }
        open = null;
        text.setLength(0);
    }
}
