package org.liaoyuan.server.model.internal.remote;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.FinishReason;
import org.liaoyuan.server.model.Cost;
import org.liaoyuan.server.model.RawAnswer;

/** A whole answer of a provider, complete when it is handed out. */
final class OpenAiDocument implements RawAnswer {

    private final OpenAiProvider provider;
    private final ModelName name;
    private final Exchange exchange;
    private byte @Nullable [] document;

    OpenAiDocument(OpenAiProvider provider, String model, byte[] document, Exchange exchange) {
        this.provider = provider;
        this.name = new ModelName(provider.id() + "/" + model);
        this.document = document;
        this.exchange = exchange;
        exchange.heard();
        OpenAiUsage.finishReason(document).ifPresent(exchange::says);
        OpenAiUsage.read(document, exchange);
        exchange.finish();
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
        return false;
    }

    @Override
    public Optional<byte[]> next() {
        byte[] whole = document;
        if (whole == null) {
            return Optional.empty();
        }
        document = null;
        ByteArrayOutputStream out = new ByteArrayOutputStream(whole.length + 64);
        name.copy(whole, out);
        return Optional.of(out.toByteArray());
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
