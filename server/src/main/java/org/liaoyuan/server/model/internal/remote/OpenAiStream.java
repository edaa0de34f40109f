package org.liaoyuan.server.model.internal.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.FinishReason;
import org.liaoyuan.server.model.Cost;
import org.liaoyuan.server.model.RawAnswer;
import org.liaoyuan.server.model.RemoteException;

/**
 * A stream of a provider, handed on event by event: the model's name is replaced, and three keys are looked for; no token is
 * parsed. The usage that only we asked for is kept back.
 */
final class OpenAiStream implements RawAnswer {

    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private final OpenAiProvider provider;
    private final EventReader events;
    private final boolean wantsUsage;
    private final Exchange exchange;
    private final ModelName name;
    private byte @Nullable [] first;

    OpenAiStream(
            OpenAiProvider provider,
            String model,
            byte[] first,
            EventReader events,
            boolean wantsUsage,
            Exchange exchange) {
        this.provider = provider;
        this.name = new ModelName(provider.id() + "/" + model);
        this.first = first;
        this.events = events;
        this.wantsUsage = wantsUsage;
        this.exchange = exchange;
        exchange.heard();
    }

    @Override
    public String model() {
        return name.real();
    }

    @Override
    public String provider() {
        return provider.id();
    }

    @Override
    public boolean isStream() {
        return true;
    }

    @Override
    public Optional<byte[]> next() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try {
            while (exchange.finishReason().isEmpty() && (out.size() == 0 || events.hasNext())) {
                Optional<byte[]> event = nextEvent();
                if (event.isEmpty()) {
                    endWithoutDone();
                } else if (java.util.Arrays.equals(event.get(), DONE)) {
                    write(out, DONE);
                    drain();
                    exchange.finish();
                } else {
                    copy(event.get(), out);
                }
            }
        } catch (IOException e) {
            Optional<RemoteException> broken = exchange.broke(e);
            if (broken.isPresent()) {
                throw broken.get();
            }
        }
        return out.size() == 0 ? Optional.empty() : Optional.of(out.toByteArray());
    }

    private Optional<byte[]> nextEvent() throws IOException {
        byte[] begun = first;
        if (begun != null) {
            first = null;
            return Optional.of(begun);
        }
        return events.next();
    }

    /** Some servers close without [DONE]; it is an answer if they said why it ends. */
    private void endWithoutDone() {
        if (exchange.hasReason()) {
            exchange.finish();
        } else {
            exchange.broke(provider.id() + " closed the connection in the middle")
                    .ifPresent(e -> {
                        throw e;
                    });
        }
    }

    private void copy(byte[] event, ByteArrayOutputStream out) throws IOException {
        if (!JsonBytes.looksLikeObject(event)) {
            throw new ProtocolException("one of its events is no JSON object");
        }
        Optional<String> error = provider.error(event);
        if (error.isPresent()) {
            exchange.broke(error.get()).ifPresent(e -> {
                throw e;
            });
        }
        OpenAiUsage.finishReason(event).ifPresent(exchange::says);
        boolean counts = OpenAiUsage.read(event, exchange);
        if (counts && !wantsUsage && OpenAiUsage.hasNoChoices(event)) {
            return;
        }
        exchange.heard();
        out.write(DATA);
        name.copy(event, out);
        out.write(END);
    }

    private static void write(ByteArrayOutputStream out, byte[] data) throws IOException {
        out.write(DATA);
        out.write(data);
        out.write(END);
    }

    /** The end of the stream follows at once: read, so that the connection is kept. */
    private void drain() throws IOException {
        if (events.next().isPresent()) {
            throw new ProtocolException("it goes on after [DONE]");
        }
    }

    @Override
    public void cancel() {
        exchange.cancel();
    }

    @Override
    public Optional<FinishReason> finishReason() {
        return exchange.finishReason();
    }

    @Override
    public Cost cost() {
        return exchange.cost();
    }
}
