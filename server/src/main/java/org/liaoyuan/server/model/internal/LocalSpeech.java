package org.liaoyuan.server.model.internal;

import java.util.Iterator;
import java.util.Optional;
import org.liaoyuan.server.model.Speech;
import org.liaoyuan.server.model.SpeechRequest;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.synthesis.Clauses;
import org.liaoyuan.sound.synthesis.PauseStyle;
import org.liaoyuan.sound.synthesis.Synthesizer;
import org.liaoyuan.sound.synthesis.Voice;

/** A text that is spoken here, a clause at a time: the next one is made when it is asked for. */
final class LocalSpeech implements Speech {

    private final String model;
    private final Synthesizer synthesizer;
    private final Voice voice;
    private final double speed;
    private final PauseStyle pauses;
    private final Iterator<String> clauses;
    private final EnergyMeter.Share energy;
    private final boolean measured;
    private int characters;
    private double computed;
    private double joules = Double.NaN;

    LocalSpeech(String model, Synthesizer synthesizer, Voice voice, SpeechRequest request, EnergyMeter meter) {
        this.model = model;
        this.synthesizer = synthesizer;
        this.voice = voice;
        this.speed = request.speed();
        this.pauses = request.pauses();
        this.clauses = Clauses.of(request.text()).iterator();
        this.measured = meter.isMeasured();
        this.energy = meter.open(() -> computed);
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public SampleRate rate() {
        return SampleRate.HZ_24000;
    }

    @Override
    public Optional<Clip> next() {
        while (clauses.hasNext()) {
            String clause = clauses.next();
            long began = System.nanoTime();
            Clip clip = synthesizer.speak(clause, voice, speed, pauses);
            computed += (System.nanoTime() - began) / 1e9;
            characters += clause.length();
            if (clip.length() > 0) {
                return Optional.of(clip);
            }
        }
        return Optional.empty();
    }

    @Override
    public int characters() {
        return characters;
    }

    @Override
    public double joules() {
        return Double.isNaN(joules) ? energy.joules() : joules;
    }

    @Override
    public boolean measured() {
        return measured;
    }

    @Override
    public void close() {
        joules = Double.isNaN(joules) ? energy.end() : joules;
    }
}
