package org.liaoyuan.server.space.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liaoyuan.server.space.SampleFiles;
import org.liaoyuan.server.space.Sketch;
import org.liaoyuan.server.space.Sketch.Text;

/** Where the words of PDFs stand. Pages are 600 x 800 points; letters have 12, of which an x-height and more lies in their box. */
class PdfPlacesTest {

    private static final DocumentReader READER = new DocumentReader(
            DocumentReaderTest.limits(200_000, 20 << 20, Duration.ofMinutes(1)), PictureReading.NONE);

    /** Half a letter, as a share of 600 points. */
    private static final double CLOSE = 0.01;

    @TempDir
    private Path folder;

    private List<Block> blocks(byte[] pdf) throws Exception {
        return READER.read(Files.write(folder.resolve("blob"), pdf), "a.pdf", PictureReading.Progress.NONE)
                .blocks();
    }

    private List<Place> places(byte[] pdf) throws Exception {
        return blocks(pdf).stream().flatMap(block -> block.places().stream()).toList();
    }

    private static void isAt(Box box, double left, double top, double right, double bottom) {
        assertThat(box.x()).isCloseTo(left, within(CLOSE));
        assertThat(box.y()).isCloseTo(top, within(CLOSE));
        assertThat(box.x() + box.width()).isCloseTo(right, within(CLOSE));
        assertThat(box.y() + box.height()).isCloseTo(bottom, within(CLOSE));
    }

    @Test
    void aLineStandsWhereItWasWritten() throws Exception {
        String line = "The lighthouse was built in 1907";

        List<Place> places = places(Sketch.of(new Text(line, 60, 700, 12, 0)).bytes());

        assertThat(places).hasSize(1);
        assertThat(line.substring(places.getFirst().start(), places.getFirst().end()))
                .isEqualTo(line);
        assertThat(places.getFirst().box().page()).isEqualTo(1);
        isAt(places.getFirst().box(), 60 / 600.0, 90 / 800.0, (60 + Sketch.width(line, 12)) / 600, 103 / 800.0);
    }

    @Test
    void twoColumnsAreTwoPlaces() throws Exception {
        List<Text> texts = new ArrayList<>(Sketch.column(50, 700, "The left column begins", "and goes on here"));
        texts.addAll(Sketch.column(330, 700, "The right column is beside", "and is another thing"));

        List<Block> blocks = blocks(new Sketch(Sketch.WHOLE, 0, texts).bytes());

        List<Box> left = boxesOf(blocks, "left column begins");
        List<Box> right = boxesOf(blocks, "right column is");
        assertThat(left).allSatisfy(box -> assertThat(box.x() + box.width()).isLessThan(0.5));
        assertThat(right).allSatisfy(box -> assertThat(box.x()).isCloseTo(0.55, within(CLOSE)));
    }

    @Test
    void columnsThatAreWrittenLineByLineAreNotOneWideBox() throws Exception {
        List<Place> places = places(
                Sketch.of(new Text("left of the row", 50, 700, 12, 0), new Text("right of the row", 400, 700, 12, 0))
                        .bytes());

        assertThat(places)
                .extracting(Place::box)
                .hasSize(2)
                .allSatisfy(box -> assertThat(box.width()).isLessThan(0.2));
    }

    @Test
    void whatIsWrittenBackAtTheLinesStartIsNotOneWideBox() throws Exception {
        List<Place> places =
                places(Sketch.of(new Text("[Function]", 500, 700, 12, 0), new Text("asn1_bit_der", 50, 700, 12, 0))
                        .bytes());

        assertThat(places)
                .extracting(place -> place.box().x())
                .satisfiesExactly(
                        x -> assertThat(x).isGreaterThan(0.8),
                        x -> assertThat(x).isLessThan(0.1));
    }

    private static List<Box> boxesOf(List<Block> blocks, String words) {
        Block block = blocks.stream()
                .filter(b -> b.text().contains(words))
                .findFirst()
                .orElseThrow();
        int start = block.text().indexOf(words);
        return block.places().stream()
                .filter(place -> place.start() < start + words.length() && place.end() > start)
                .map(Place::box)
                .toList();
    }

    /** Whichever way the page is turned, its reader sees the line upright, 60 points from the left and 100 from the top. */
    @ParameterizedTest
    @CsvSource({"0, 60, 700", "90, 100, 60", "180, 540, 100", "270, 500, 740"})
    void aTurnedPageIsMeasuredAsItIsShown(int rotation, double x, double y) throws Exception {
        String line = "A line that is written for a page that lies aside";
        Sketch sketch = new Sketch(Sketch.WHOLE, rotation, List.of(new Text(line, x, y, 12, rotation)));
        double width = rotation % 180 == 0 ? 600 : 800;
        double height = 1400 - width;

        List<Place> places = places(sketch.bytes());

        assertThat(places).hasSize(1);
        isAt(places.getFirst().box(), 60 / width, 90 / height, (60 + Sketch.width(line, 12)) / width, 103 / height);
    }

    @Test
    void onlyWhatIsShownOfAPageIsMeasured() throws Exception {
        String line = "Shown on the lower half";
        byte[] pdf = new Sketch(
                        new PDRectangle(100, 50, 400, 500),
                        0,
                        List.of(
                                new Text("Beside it, where nobody looks", 120, 700, 12, 0),
                                new Text(line, 120, 450, 12, 0)))
                .bytes();

        List<Block> blocks = blocks(pdf);

        assertThat(boxesOf(blocks, "Beside it")).isEmpty();
        isAt(
                boxesOf(blocks, line).getFirst(),
                20 / 400.0,
                90 / 500.0,
                (20 + Sketch.width(line, 12)) / 400,
                103 / 500.0);
    }

    @Test
    void aLineThatGoesUpThePageIsHigherThanItIsWide() throws Exception {
        String line = "Written along the edge";

        List<Box> letters = Passages.of(
                        blocks(Sketch.of(new Text(line, 60, 300, 12, 90)).bytes()))
                .getFirst()
                .boxes();

        isAt(
                FewBoxes.of(letters, 1).getFirst(),
                49 / 600.0,
                (500 - Sketch.width(line, 12)) / 800,
                63 / 600.0,
                500 / 800.0);
    }

    @Test
    void passagesOfOnePageHaveTheBoxesOfTheirOwnLines() throws Exception {
        String[] lines = IntStream.range(0, 45)
                .mapToObj(i -> "Line " + i + " of a page that is longer than one passage, as it says much.")
                .toArray(String[]::new);

        List<Passage> passages =
                Passages.of(blocks(new Sketch(Sketch.WHOLE, 0, Sketch.column(50, 760, lines)).bytes()));

        assertThat(passages).hasSizeGreaterThan(1);
        assertThat(passages).allSatisfy(passage -> {
            assertThat(passage.boxes()).hasSizeBetween(2, Passages.MOST_BOXES);
            int first = Integer.parseInt(passage.text().replaceFirst("(?s).*?Line (\\d+) .*", "$1"));
            double top = (40 + 14 * first - 11) / 800.0;
            assertThat(passage.boxes().getFirst().y()).isCloseTo(top, within(14 / 800.0 + CLOSE));
        });
    }

    @Test
    void aTableOfManyCellsHasFewBoxes() {
        List<Place> places = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            places.add(new Place(2 * i, 2 * i + 1, new Box(1, i % 10 / 10.0, i / 10 / 20.0, 0.05, 0.04)));
            text.append("x ");
        }

        List<Passage> passages = Passages.of(List.of(new Block(Block.Kind.TEXT, 0, 1, text.toString(), places)));

        assertThat(passages).hasSize(1);
        assertThat(passages.getFirst().boxes())
                .hasSize(Passages.MOST_BOXES)
                .allSatisfy(box -> assertThat(box.height()).isLessThan(0.05));
    }

    @Test
    void aPdfInsideOfAnotherFileHasNoPlaces() throws Exception {
        byte[] pdf = Sketch.of(new Text("The lighthouse was built in 1907", 60, 700, 12, 0))
                .bytes();

        List<Block> blocks = blocks(SampleFiles.zip(Map.of("a.pdf", pdf)));

        assertThat(blocks)
                .filteredOn(block -> block.text().contains("lighthouse"))
                .isNotEmpty();
        assertThat(blocks).allSatisfy(block -> assertThat(block.places()).isEmpty());
    }
}
