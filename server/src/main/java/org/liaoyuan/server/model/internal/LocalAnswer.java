package org.liaoyuan.server.model.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.EngineException;
import org.liaoyuan.engine.FinishReason;
import org.liaoyuan.engine.Generation;
import org.liaoyuan.engine.Piece;
import org.liaoyuan.engine.tool.ToolCallReader;
import org.liaoyuan.engine.tool.ToolPart;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.AnswerPart;
import org.liaoyuan.server.model.Cost;

/** An answer of a model in this process. */
final class LocalAnswer implements Answer {

    /** Some families' templates refuse ids of any other length. */
    private static final int ID_CHARACTERS = 9;

    private final String model;
    private final LoadedModels.Lease lease;
    private final Generation generation;
    private final EnergyMeter meter;
    private final EnergyMeter.Share energy;
    /** Tells calls of tools from words; null where there are no tools. */
    private final @Nullable ToolCallReader tools;

    private final Deque<AnswerPart> ready = new ArrayDeque<>();
    private @Nullable Cost last;

    /** @param lease given back at the end of the answer */
    LocalAnswer(
            String model,
            LoadedModels.Lease lease,
            Generation generation,
            @Nullable ToolCallReader tools,
            EnergyMeter meter) {
        this.model = model;
        this.lease = lease;
        this.generation = generation;
        this.tools = tools;
        this.meter = meter;
        this.energy = meter.open(() -> generation.usage().computeSeconds());
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public String provider() {
        return "local";
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }

    @Override
    public Optional<AnswerPart> next() throws InterruptedException {
        while (ready.isEmpty()) {
            Optional<Piece> piece = nextPiece();
            if (piece.isEmpty()) {
                lease.close();
                if (tools != null) {
                    add(tools.end());
                }
                return Optional.ofNullable(ready.poll());
            }
            if (tools == null) {
                return Optional.of(
                        new AnswerPart.Text(piece.get().text(), piece.get().logprobs()));
            }
            add(tools.read(piece.get().text()));
        }
        return Optional.of(ready.remove());
    }

    private Optional<Piece> nextPiece() throws InterruptedException {
        try {
            Optional<Piece> next = generation.next();
            if (next.isEmpty()) {
                energy.end();
            }
            return next;
        } catch (EngineException e) {
            energy.end();
            throw e;
        }
    }

    private void add(List<ToolPart> parts) {
        for (ToolPart part : parts) {
            ready.add(
                    switch (part) {
                        case ToolPart.Text(String text) -> new AnswerPart.Text(text, List.of());
                        case ToolPart.Begin(int index, String name) ->
                            new AnswerPart.ToolCallDelta(index, freshId(), name, "");
                        case ToolPart.Arguments(int index, String json) ->
                            new AnswerPart.ToolCallDelta(index, "", "", json);
                    });
        }
    }

    private static String freshId() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, ID_CHARACTERS);
    }

    @Override
    public void cancel() {
        generation.cancel();
    }

    @Override
    public void rest(Duration most) {
        generation.rest(most);
    }

    @Override
    public Optional<FinishReason> finishReason() {
        boolean called = tools != null && tools.calls() > 0;
        return generation
                .finishReason()
                .map(reason -> reason == FinishReason.STOP && called ? FinishReason.TOOL_CALLS : reason);
    }

    /** Read once after the end: the meter runs on. */
    @Override
    public synchronized Cost cost() {
        Cost known = last;
        if (known == null) {
            boolean ended = generation.finishReason().isPresent();
            double joules = ended ? energy.end() : energy.joules();
            known = new Cost(generation.usage(), joules, meter.isMeasured());
            if (ended) {
                last = known;
            }
        }
        return known;
    }

    /** Waits for the batch under way, the last that an unfinished answer has a part in, so that it is counted. */
    @Override
    public void close() {
        generation.cancel();
        try {
            while (generation.next().isPresent()) {
                // what nobody reads any more
                continue;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (EngineException failed) {
            // who read it knows
        }
        energy.end();
        lease.close();
    }
}
