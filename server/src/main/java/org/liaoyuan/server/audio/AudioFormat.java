package org.liaoyuan.server.audio;

import java.util.List;

/** What sound is written as, named as OpenAI's interface names it. */
public enum AudioFormat {
    MP3("audio/mpeg", List.of("-c:a", "libmp3lame", "-b:a", "96k", "-f", "mp3")),
    OPUS(
            "audio/ogg",
            List.of("-c:a", "libopus", "-b:a", "48k", "-application", "voip", "-page_duration", "100000", "-f", "ogg")),
    AAC("audio/aac", List.of("-c:a", "aac", "-b:a", "96k", "-f", "adts")),
    FLAC("audio/flac", List.of("-c:a", "flac", "-sample_fmt", "s16", "-f", "flac")),
    /** The length in its head is open: it is sent as it is made. */
    WAV("audio/wav", List.of()),
    /** 16-bit integers, little-endian, 24,000 a second, nothing around them. */
    PCM("audio/pcm", List.of());

    private final String mediaType;
    private final List<String> encoder;

    AudioFormat(String mediaType, List<String> encoder) {
        this.mediaType = mediaType;
        this.encoder = encoder;
    }

    public String mediaType() {
        return mediaType;
    }

    /** What FFmpeg is told; empty if it is not needed. */
    List<String> encoder() {
        return encoder;
    }
}
