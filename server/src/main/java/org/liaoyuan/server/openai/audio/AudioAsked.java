package org.liaoyuan.server.openai.audio;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the contract says of requests about sound; they are read part by part, so that an error can name one. */
final class AudioAsked {

    private AudioAsked() {}

    @Schema(name = "TranscriptionRequest")
    record Transcription(
            @Schema(
                    type = "string",
                    format = "binary",
                    description = "a sound or video file",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            String file,

            @Schema(
                    description = "default, whisper-base, one that the operator brought, or a provider's",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            String model,

            @Schema(description = "ISO 639-1, if it is known") @Nullable
            String language,

            @Nullable String prompt,

            @Schema(
                    description = "diarized_json names who speaks; it needs speaker-encoder to be here",
                    allowableValues = {"json", "text", "srt", "verbose_json", "vtt", "diarized_json"})
            @Nullable
            String response_format,

            @Schema(minimum = "0", maximum = "1") @Nullable Double temperature,

            @Nullable Boolean stream,

            @Nullable List<String> timestamp_granularities) {}

    @Schema(name = "TranslationRequest")
    record Translation(
            @Schema(
                    type = "string",
                    format = "binary",
                    description = "a sound or video file",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            String file,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String model,

            @Nullable String prompt,

            @Schema(allowableValues = {"json", "text", "srt", "verbose_json", "vtt"}) @Nullable
            String response_format,

            @Schema(minimum = "0", maximum = "1") @Nullable Double temperature) {}

    @Schema(name = "SpeechRequest")
    record Speech(
            @Schema(description = "default, kokoro, or a provider's", requiredMode = Schema.RequiredMode.REQUIRED)
            String model,

            @Schema(
                    description = "up to 4096 characters, in Chinese, English or both",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            String input,

            @Schema(description = "one of GET /v1/audio/voices, or OpenAI's names") @Nullable
            String voice,

            @Schema(allowableValues = {"mp3", "opus", "aac", "flac", "wav", "pcm"}) @Nullable
            String response_format,

            @Schema(minimum = "0.25", maximum = "4") @Nullable
            Double speed,

            @Schema(
                    description = "how long the silences at punctuation are; not one of OpenAI's fields",
                    allowableValues = {"short", "usual", "long"})
            @Nullable
            String pauses,

            @Schema(allowableValues = {"audio", "sse"}) @Nullable
            String stream_format) {}
}
