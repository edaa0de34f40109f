package org.liaoyuan.server.voice;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.sound.recognition.Transcript;
import org.liaoyuan.sound.recognition.TranscriptSegment;

/** A turn of the person, while it is heard and until all of it is written down. Used by the conversation's thread alone. */
final class HeardTurn {

    /** A stretch of it that is written down by itself. */
    static final class Part {
        private @Nullable Transcript transcript;
        private boolean dropped;

        /** What comes of it is not wanted any more. */
        void drop() {
            dropped = true;
        }

        boolean isDropped() {
            return dropped;
        }

        void written(Transcript found) {
            transcript = found;
        }

        boolean isWritten() {
            return transcript != null;
        }
    }

    final String id;
    private final List<Part> parts = new ArrayList<>();
    private double seconds;
    private boolean ended;
    private boolean over;

    HeardTurn(String id) {
        this.id = id;
    }

    void add(Part part, double length) {
        parts.add(part);
        seconds += length;
    }

    void end() {
        ended = true;
    }

    /** It is no turn after all. */
    void drop() {
        over = true;
        parts.forEach(Part::drop);
    }

    /** Whether this is the first time that it is known that all of it is written down, or never will be. */
    boolean isOver(boolean failed) {
        if (over || !failed && !(ended && isWritten())) {
            return false;
        }
        over = true;
        return true;
    }

    boolean isWritten() {
        return parts.stream().allMatch(Part::isWritten);
    }

    /** What was said in the parts that are written down, and in one more. */
    String text(@Nullable Part more) {
        List<TranscriptSegment> segments = new ArrayList<>();
        for (Part part : parts) {
            if (part.transcript != null) {
                segments.addAll(part.transcript.segments());
            }
        }
        if (more != null && more.transcript != null) {
            segments.addAll(more.transcript.segments());
        }
        return new Transcript("", 0, segments, 1, 0, false).text();
    }

    /** Of the longest part; empty if nothing was said. */
    String language() {
        String language = "";
        int longest = 0;
        for (Part part : parts) {
            if (part.transcript != null && part.transcript.text().length() > longest) {
                longest = part.transcript.text().length();
                language = part.transcript.language();
            }
        }
        return language;
    }

    /** Of sound. */
    double seconds() {
        return seconds;
    }
}
