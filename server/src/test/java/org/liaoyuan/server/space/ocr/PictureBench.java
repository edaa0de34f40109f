package org.liaoyuan.server.space.ocr;

import com.sun.management.OperatingSystemMXBean;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestParts;
import tools.jackson.databind.json.JsonMapper;

/**
 * How many characters are misread on pages of CMRC 2018 (CC BY-SA 4.0) and of English, as they are and as scanners and cameras leave
 * them, and what a page costs: {@code ./liaoyuan bench ocr}. Not a test: its name keeps it out of the run.
 */
class PictureBench {

    private static final int PAGES = Integer.getInteger("pages", 6);
    private static final String[] ENGLISH = {
        "The lighthouse keeper wrote every evening in the same blue notebook: the wind, the visibility, the ships that had passed,"
                + " and, on the last line, what he had eaten. When the station was automated in 1987 the notebooks went to a museum in"
                + " the capital, where nobody opened them for thirty years. A student of meteorology, looking for something else,"
                + " found that they held the longest unbroken record of fog on that coast.",
        "Her supervisor did not believe it at first. \"Fog,\" he said, \"is what people write when they are bored.\" But the dates agreed"
                + " with the shipping registers, and the few disagreements (12 of 11,318 entries) were all on Sundays; it turned out"
                + " that the registers, not the keeper, had been wrong. Prices in those years rose by 4.5% on average, and still the"
                + " museum paid only $2.75 for the lot.",
    };

    /** What is done to a page. */
    private record Harm(String name, UnaryOperator<BufferedImage> does) {}

    private static final List<Harm> HARMS = List.of(
            new Harm("as printed", page -> page),
            new Harm("jpeg 30", page -> Sheets.decoded(Sheets.jpeg(page, 0.3f))),
            new Harm("noise, 3 degrees", page -> Sheets.photographed(Sheets.turned(page, 3), 0.8, 20, 1)),
            new Harm("low contrast", page -> Sheets.photographed(page, 0.25, 6, 2)),
            new Harm("turned by 90", page -> Sheets.turned(page, 90)),
            new Harm("turned by 180", page -> Sheets.turned(page, 180)),
            new Harm("turned by 272", page -> Sheets.turned(page, 272)));

    @Test
    void measure() throws Exception {
        try (PictureReader reader = PictureReader.open(
                TestParts.models().resolve(TestParts.PICTURE_MODEL_FILE), Integer.getInteger("threads", 1))) {
            int most = Integer.getInteger("harms", HARMS.size());
            for (Harm harm : HARMS.subList(0, most)) {
                row(reader, harm, "zh sans 24 px", pages(Sheets.SANS, 24, chinese()));
                row(reader, harm, "zh serif 18 px", pages(Sheets.SERIF, 18, chinese()));
                row(reader, harm, "en serif 20 px", List.of(page(Sheets.LATIN, 20, ENGLISH)));
            }
        }
    }

    private record Page(BufferedImage picture, String text) {}

    private static List<Page> pages(String font, int size, List<String> paragraphs) {
        List<Page> pages = new ArrayList<>();
        for (int i = 0; i + 2 < paragraphs.size() && pages.size() < PAGES; i += 3) {
            pages.add(page(font, size, paragraphs.subList(i, i + 3).toArray(String[]::new)));
        }
        return pages;
    }

    /** A4 at 150 dots an inch. */
    private static Page page(String font, int size, String... paragraphs) {
        return new Page(Sheets.page(font, size, 1240, 1754, paragraphs), String.join("\n", paragraphs));
    }

    private static void row(PictureReader reader, Harm harm, String kind, List<Page> pages) {
        double errors = 0;
        double seconds = 0;
        for (Page page : pages) {
            Pixels pixels = Pixels.of(harm.does.apply(page.picture));
            long start = processorNanos();
            List<Paragraph> read = reader.read(pixels);
            seconds += (processorNanos() - start) / 1e9;
            String text = read.stream().map(Paragraph::text).collect(Collectors.joining("\n"));
            double wrong = Sheets.errors(text, page.text);
            errors += wrong;
            if (Boolean.getBoolean("show")) {
                System.out.println(wrong + "\n" + text + "\n--\n" + page.text + "\n====");
            }
        }
        System.out.println(String.format(
                Locale.ROOT,
                "%-18s %-15s %.4f of characters wrong, %.1f s of a processor a page",
                harm.name,
                kind,
                errors / pages.size(),
                seconds / pages.size()));
    }

    /** What others do on this machine does not count. */
    private static long processorNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    static List<String> chinese() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(
                        Objects.requireNonNull(PictureBench.class.getResourceAsStream("/retrieval/cmrc2018.jsonl.gz"))),
                StandardCharsets.UTF_8))) {
            JsonMapper json = new JsonMapper();
            return lines.lines()
                    .map(json::readTree)
                    .map(node -> node.path("text").asString())
                    .filter(text -> text.length() < 500)
                    .limit(60)
                    .toList();
        }
    }
}
