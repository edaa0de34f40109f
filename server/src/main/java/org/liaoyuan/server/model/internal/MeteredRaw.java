package org.liaoyuan.server.model.internal;

import java.time.Instant;
import java.util.Optional;
import org.liaoyuan.engine.Usage;
import org.liaoyuan.server.ledger.Charge;
import org.liaoyuan.server.ledger.EnergyPrices;
import org.liaoyuan.server.ledger.Outcome;
import org.liaoyuan.server.ledger.Spending;
import org.liaoyuan.server.model.Cost;
import org.liaoyuan.server.model.RawAnswer;

/**
 * A provider's answer on somebody's account, copied through. What it has cost is known when the provider says so, which most do
 * at the end: a budget that is used up on the way ends it with the next event after that. Booked once, however it ends.
 */
final class MeteredRaw implements RawAnswer.Around {

    private final RawAnswer answer;
    private final MeteredModels.Booking booking;
    private final EnergyPrices prices;
    private boolean booked;
    private boolean cut;

    MeteredRaw(RawAnswer answer, MeteredModels.Booking booking, EnergyPrices prices) {
        this.answer = answer;
        this.booking = booking;
        this.prices = prices;
    }

    @Override
    public RawAnswer inner() {
        return answer;
    }

    @Override
    public Optional<byte[]> next() throws InterruptedException {
        try {
            Optional<byte[]> part = answer.next();
            if (part.isEmpty()) {
                settle(outcome());
            } else if (!cut && booking.allowance().isLimited() && isUsedUp()) {
                cut = true;
                answer.cancel();
            }
            return part;
        } catch (RuntimeException e) {
            settle(Outcome.ERROR);
            throw e;
        }
    }

    private boolean isUsedUp() {
        Cost cost = answer.cost();
        int tokens = cost.usage().promptTokens() + cost.usage().completionTokens();
        return booking.allowance().isUsedUpBy(new Spending(tokens, cost.joules(), cost.yuan()));
    }

    private Outcome outcome() {
        return answer.finishReason()
                .map(reason -> switch (reason) {
                    case STOP -> Outcome.STOP;
                    case LENGTH -> Outcome.LENGTH;
                    case TOOL_CALLS -> Outcome.TOOL_CALLS;
                    case CANCELLED -> cut ? Outcome.BUDGET : Outcome.CANCELLED;
                    case ERROR -> Outcome.ERROR;
                })
                .orElse(cut ? Outcome.BUDGET : Outcome.CANCELLED);
    }

    private synchronized void settle(Outcome outcome) {
        if (booked) {
            return;
        }
        booked = true;
        Cost cost = answer.cost();
        Usage usage = cost.usage();
        Charge charge = prices.charge(cost.joules(), cost.measured(), cost.providerYuan(), Instant.now());
        booking.settle(
                answer.model(),
                outcome,
                usage.promptTokens(),
                usage.completionTokens(),
                usage.cachedTokens(),
                Optional.of(usage.firstToken()),
                charge);
    }

    @Override
    public void close() {
        answer.close();
        settle(outcome());
    }
}
