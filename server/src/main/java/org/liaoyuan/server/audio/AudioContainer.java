package org.liaoyuan.server.audio;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Kinds of sound and video files that are read, by their first bytes: a name or a type that came with them may say anything. FFmpeg
 * is told which of its readers to use, so that a file can't choose one that follows addresses, such as a play list.
 */
enum AudioContainer {
    WAV("wav"),
    MP3("mp3"),
    AAC("aac"),
    FLAC("flac"),
    OGG("ogg"),
    MP4("mov"),
    MATROSKA("matroska"),
    AIFF("aiff"),
    AVI("avi"),
    FLV("flv"),
    ASF("asf"),
    AMR("amr"),
    MPEG("mpeg"),
    MPEG_TS("mpegts"),
    AU("au"),
    CAF("caf");

    /** So many bytes are looked at. */
    static final int HEAD = 512;

    /** FFmpeg's name of the reader. */
    final String reader;

    AudioContainer(String reader) {
        this.reader = reader;
    }

    /** @param ending of the file's name: containers for both say by it what is in them */
    String mediaType(String ending) {
        return switch (this) {
            case WAV -> "audio/wav";
            case MP3 -> "audio/mpeg";
            case AAC -> "audio/aac";
            case FLAC -> "audio/flac";
            case OGG -> ending.equals("ogv") ? "video/ogg" : "audio/ogg";
            case MP4 -> ending.equals("m4a") || ending.equals("m4b") ? "audio/mp4" : "video/mp4";
            case MATROSKA -> ending.equals("weba") || ending.equals("mka") ? "audio/webm" : "video/webm";
            case AIFF -> "audio/aiff";
            case AVI -> "video/x-msvideo";
            case FLV -> "video/x-flv";
            case ASF -> ending.equals("wma") ? "audio/x-ms-wma" : "video/x-ms-wmv";
            case AMR -> "audio/amr";
            case MPEG -> "video/mpeg";
            case MPEG_TS -> "video/mp2t";
            case AU -> "audio/basic";
            case CAF -> "audio/x-caf";
        };
    }

    /** @param head the first bytes, {@link #HEAD} of them if there are so many */
    static Optional<AudioContainer> of(byte[] head) {
        @Nullable
        AudioContainer found = switch (ascii(head, 0, 4)) {
            case "RIFF", "RF64" ->
                switch (ascii(head, 8, 12)) {
                    case "WAVE" -> WAV;
                    case "AVI " -> AVI;
                    default -> null;
                };
            case "fLaC" -> FLAC;
            case "OggS" -> OGG;
            case "FORM" -> AIFF;
            case "#!AM" -> AMR;
            case ".snd" -> AU;
            case "caff" -> CAF;
            default -> byNumbers(head);
        };
        return Optional.ofNullable(found);
    }

    private static @Nullable AudioContainer byNumbers(byte[] head) {
        if (ascii(head, 4, 8).equals("ftyp") || ascii(head, 4, 8).equals("moov")) {
            return MP4;
        }
        if (ascii(head, 0, 3).equals("ID3")) {
            return MP3;
        }
        if (ascii(head, 0, 3).equals("FLV")) {
            return FLV;
        }
        int first = number(head, 0);
        if (first == 0x1A45DFA3) {
            return MATROSKA;
        }
        if (first == 0x3026B275) {
            return ASF;
        }
        if (first == 0x000001BA) {
            return MPEG;
        }
        if (head.length > 188 && head[0] == 0x47 && head[188] == 0x47) {
            return MPEG_TS;
        }
        int sync = first >>> 16;
        // a frame without a head before it: eleven ones, then version and layer
        if ((sync & 0xFFF6) == 0xFFF0) {
            return AAC;
        }
        return (sync & 0xFFE0) == 0xFFE0 && (sync & 0x0006) != 0 && (sync & 0x0018) != 0x0008 ? MP3 : null;
    }

    private static String ascii(byte[] head, int from, int to) {
        return head.length < to ? "" : new String(head, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static int number(byte[] head, int at) {
        return head.length < at + 4
                ? 0
                : (head[at] & 0xFF) << 24
                        | (head[at + 1] & 0xFF) << 16
                        | (head[at + 2] & 0xFF) << 8
                        | (head[at + 3] & 0xFF);
    }
}
