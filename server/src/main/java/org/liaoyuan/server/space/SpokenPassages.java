package org.liaoyuan.server.space;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.liaoyuan.server.space.read.Passage;
import org.liaoyuan.sound.recognition.TranscriptSegment;

/**
 * Segments of a transcript as passages. Each has the time at which it is said as its heading, such as {@code 12:05–12:41}: so every
 * place that shows or cites a passage says it, and the page plays from there.
 */
final class SpokenPassages {

    /** A passage is as long as somebody listens to for a proof: longer ones are begun anew. */
    private static final double GOAL_SECONDS = 40;

    /** After such a pause something new is said. */
    private static final double PAUSE_SECONDS = 4;

    private SpokenPassages() {}

    static List<Passage> of(List<TranscriptSegment> segments) {
        return of(segments, List.of());
    }

    /** @param names of speakers 1, 2, …; empty where nobody is told apart */
    static List<Passage> of(List<TranscriptSegment> segments, List<String> names) {
        List<Passage> passages = new ArrayList<>();
        List<TranscriptSegment> open = new ArrayList<>();
        for (TranscriptSegment segment : segments) {
            if (!open.isEmpty() && isBegunAnew(open, segment)) {
                passages.add(passage(open, names));
                open.clear();
            }
            open.add(segment);
        }
        if (!open.isEmpty()) {
            passages.add(passage(open, names));
        }
        return passages;
    }

    private static boolean isBegunAnew(List<TranscriptSegment> open, TranscriptSegment next) {
        return next.end() - open.getFirst().start() > GOAL_SECONDS
                || next.start() - open.getLast().end() > PAUSE_SECONDS;
    }

    private static Passage passage(List<TranscriptSegment> said, List<String> names) {
        String time = time(said.getFirst().start()) + "–" + time(said.getLast().end());
        List<String> lines = new ArrayList<>();
        int speaker = 0;
        for (TranscriptSegment segment : said) {
            boolean another =
                    segment.speaker() != speaker && segment.speaker() > 0 && segment.speaker() <= names.size();
            lines.add((another ? SpeakerNames.prefix(names.get(segment.speaker() - 1)) : "") + segment.text());
            speaker = another ? segment.speaker() : speaker;
        }
        return new Passage(List.of(time), null, String.join("\n", lines));
    }

    /** Such as 2:05 or 1:02:05. */
    static String time(double seconds) {
        long whole = (long) seconds;
        return whole < 3_600
                ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3_600, whole / 60 % 60, whole % 60);
    }
}
