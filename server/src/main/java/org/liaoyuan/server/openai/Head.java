package org.liaoyuan.server.openai;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What every part of one response repeats. */
record Head(String id, long created, String model) {

    static final String FINGERPRINT = "liaoyuan";

    static Head of(String prefix, String model) {
        return new Head(
                prefix + UUID.randomUUID().toString().replace("-", ""),
                Instant.now().getEpochSecond(),
                model);
    }

    Wire.ChatChunk chunk(List<Wire.ChunkChoice> choices, Wire.@Nullable Usage usage) {
        return new Wire.ChatChunk(id, "chat.completion.chunk", created, model, FINGERPRINT, choices, usage);
    }

    Wire.Completion completion(List<Wire.TextChoice> choices, Wire.@Nullable Usage usage) {
        return new Wire.Completion(id, "text_completion", created, model, FINGERPRINT, choices, usage);
    }
}
