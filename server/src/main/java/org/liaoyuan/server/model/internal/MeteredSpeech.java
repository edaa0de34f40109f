package org.liaoyuan.server.model.internal;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.ledger.Charge;
import org.liaoyuan.server.ledger.EnergyPrices;
import org.liaoyuan.server.ledger.Outcome;
import org.liaoyuan.server.model.Speech;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;

/** A text that is spoken on somebody's account: booked once, when it ends or is ended, with what was spoken until then. */
final class MeteredSpeech implements Speech {

    private final Speech speech;
    private final MeteredModels.Booking booking;
    private final EnergyPrices prices;
    private @Nullable Duration first;
    private boolean complete;
    private boolean failed;
    private boolean booked;

    MeteredSpeech(Speech speech, MeteredModels.Booking booking, EnergyPrices prices) {
        this.speech = speech;
        this.booking = booking;
        this.prices = prices;
    }

    @Override
    public String model() {
        return speech.model();
    }

    @Override
    public SampleRate rate() {
        return speech.rate();
    }

    @Override
    public Optional<Clip> next() {
        try {
            Optional<Clip> piece = speech.next();
            if (piece.isEmpty()) {
                complete = true;
            } else if (first == null) {
                first = Duration.ofNanos(System.nanoTime() - booking.began());
            }
            return piece;
        } catch (RuntimeException e) {
            failed = true;
            throw e;
        }
    }

    @Override
    public int characters() {
        return speech.characters();
    }

    @Override
    public double joules() {
        return speech.joules();
    }

    @Override
    public boolean measured() {
        return speech.measured();
    }

    @Override
    public void close() {
        speech.close();
        if (!booked) {
            booked = true;
            Charge charge = prices.charge(speech.joules(), speech.measured(), 0, booking.at());
            Outcome outcome = complete ? Outcome.STOP : failed ? Outcome.ERROR : Outcome.CANCELLED;
            booking.settle(speech.model(), outcome, speech.characters(), 0, 0, Optional.ofNullable(first), charge);
        }
    }
}
