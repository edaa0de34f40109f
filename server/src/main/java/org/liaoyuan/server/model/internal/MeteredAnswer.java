package org.liaoyuan.server.model.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.FinishReason;
import org.liaoyuan.engine.Usage;
import org.liaoyuan.server.ledger.BudgetExceededException;
import org.liaoyuan.server.ledger.Charge;
import org.liaoyuan.server.ledger.EnergyPrices;
import org.liaoyuan.server.ledger.Outcome;
import org.liaoyuan.server.ledger.Spending;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.AnswerPart;
import org.liaoyuan.server.model.Cost;

/**
 * An answer on somebody's account. It is looked at with every part that is read, and between them every {@link #WATCH} where a
 * budget limits it, so that a reader who is slow does not spend on; when the budget is used up it ends with its next token, as
 * one whose length is limited does. Booked once, however it ends.
 */
final class MeteredAnswer implements Answer.Around {

    static final Duration WATCH = Duration.ofMillis(50);

    private final Answer answer;
    private final MeteredModels.Booking booking;
    private final EnergyPrices prices;
    private final Consumer<MeteredAnswer> onEnd;
    private volatile boolean cut;
    private volatile @Nullable Cost last;

    MeteredAnswer(Answer answer, MeteredModels.Booking booking, EnergyPrices prices, Consumer<MeteredAnswer> onEnd) {
        this.answer = answer;
        this.booking = booking;
        this.prices = prices;
        this.onEnd = onEnd;
    }

    /** @throws BudgetExceededException if the prompt alone is more than is left */
    void begin() {
        if (!booking.allowance().isLimited()) {
            return;
        }
        if (isUsedUp()) {
            RuntimeException refusal = refusal();
            answer.close();
            settle(Outcome.REFUSED);
            throw refusal;
        }
        Thread.ofVirtual().name("budget-watch").start(this::watch);
    }

    private RuntimeException refusal() {
        try {
            booking.allowance().requireSomeLeft();
        } catch (BudgetExceededException usedUp) {
            return usedUp;
        }
        return new IllegalStateException("a budget that was used up no longer is");
    }

    private void watch() {
        try {
            while (last == null && !cut) {
                Thread.sleep(WATCH);
                cutIfUsedUp();
            }
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }

    private void cutIfUsedUp() {
        if (last == null && !cut && answer.finishReason().isEmpty() && isUsedUp()) {
            cut = true;
            answer.cancel();
        }
    }

    private boolean isUsedUp() {
        Cost cost = priced();
        return booking.allowance()
                .isUsedUpBy(new Spending(
                        (long) cost.usage().promptTokens() + cost.usage().completionTokens(),
                        cost.joules(),
                        cost.yuan()));
    }

    @Override
    public Answer inner() {
        return answer;
    }

    @Override
    public Optional<AnswerPart> next() throws InterruptedException {
        try {
            Optional<AnswerPart> part = answer.next();
            if (part.isEmpty()) {
                settle(outcome());
            } else {
                cutIfUsedUp();
            }
            return part;
        } catch (RuntimeException e) {
            settle(Outcome.ERROR);
            throw e;
        }
    }

    @Override
    public Optional<FinishReason> finishReason() {
        return answer.finishReason().map(r -> cut && r == FinishReason.CANCELLED ? FinishReason.LENGTH : r);
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
                .orElse(Outcome.CANCELLED);
    }

    @Override
    public Cost cost() {
        Cost known = last;
        return known == null ? priced() : known;
    }

    private Cost priced() {
        Cost cost = answer.cost();
        return cost.withElectricity(charge(cost).electricityYuan());
    }

    private Charge charge(Cost cost) {
        return prices.charge(cost.joules(), cost.measured(), cost.providerYuan(), Instant.now());
    }

    @Override
    public List<String> warnings() {
        return booking.allowance().warnings();
    }

    private synchronized void settle(Outcome outcome) {
        if (last != null) {
            return;
        }
        Cost cost = answer.cost();
        Charge charge = charge(cost);
        last = cost.withElectricity(charge.electricityYuan());
        Usage usage = cost.usage();
        boolean began = outcome != Outcome.REFUSED;
        booking.settle(
                answer.model(),
                outcome,
                began ? usage.promptTokens() : 0,
                began ? usage.completionTokens() : 0,
                began ? usage.cachedTokens() : 0,
                usage.completionTokens() > 0 ? Optional.of(usage.firstToken()) : Optional.empty(),
                charge);
        onEnd.accept(this);
    }

    @Override
    public void close() {
        answer.close();
        settle(outcome());
    }
}
