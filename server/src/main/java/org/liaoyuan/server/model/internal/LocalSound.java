package org.liaoyuan.server.model.internal;

import java.nio.file.Path;
import java.util.List;
import org.liaoyuan.server.model.Speech;
import org.liaoyuan.server.model.SpeechRequest;
import org.liaoyuan.server.model.Transcription;
import org.liaoyuan.server.model.TranscriptionRequest;
import org.liaoyuan.server.model.VoiceInfo;

final class LocalSound implements AutoCloseable {
    LocalSound(Path models, Catalogue catalogue, EnergyMeter meter) {}

    Transcription transcribe(Catalogue.Model model, TranscriptionRequest request) {
        throw new UnsupportedOperationException();
    }

    Speech speak(Catalogue.Model model, SpeechRequest request) {
        throw new UnsupportedOperationException();
    }

    List<VoiceInfo> voices() {
        return List.of();
    }

    List<String> names() {
        return List.of();
    }

    @Override
    public void close() {}
}
