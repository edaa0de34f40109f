package org.liaoyuan.server.model.internal;

import java.time.Instant;
import java.util.Optional;
import org.liaoyuan.engine.Usage;
import org.liaoyuan.server.ledger.Charge;
import org.liaoyuan.server.ledger.EnergyPrices;
import org.liaoyuan.server.ledger.Outcome;
import org.liaoyuan.server.model.Cost;
import org.liaoyuan.server.model.Preparation;

/** Reading ahead on somebody's account: booked once, with what was computed, if anything was. */
final class MeteredPreparation implements Preparation {

    private final Preparation reading;
    private final MeteredModels.Booking booking;
    private final EnergyPrices prices;
    private boolean complete;
    private boolean booked;

    MeteredPreparation(Preparation reading, MeteredModels.Booking booking, EnergyPrices prices) {
        this.reading = reading;
        this.booking = booking;
        this.prices = prices;
    }

    @Override
    public String model() {
        return reading.model();
    }

    @Override
    public void await() throws InterruptedException {
        reading.await();
        complete = true;
    }

    @Override
    public Cost cost() {
        return reading.cost();
    }

    @Override
    public void close() {
        reading.close();
        if (booked) {
            return;
        }
        booked = true;
        Cost cost = reading.cost();
        Usage usage = cost.usage();
        int computed = usage.promptTokens() - usage.cachedTokens();
        if (computed > 0) {
            Charge charge = prices.charge(cost.joules(), cost.measured(), cost.providerYuan(), Instant.now());
            Outcome outcome = complete ? Outcome.STOP : Outcome.CANCELLED;
            booking.settle(reading.model(), outcome, computed, 0, 0, Optional.empty(), charge);
        } else {
            booking.allowance().discard();
        }
    }
}
