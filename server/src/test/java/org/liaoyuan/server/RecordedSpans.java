package org.liaoyuan.server;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** The test server's latest spans, kept in memory: a span holds the thread that ended it, and so all that this thread held. */
@TestConfiguration(proxyBeanMethods = false)
public class RecordedSpans {

    private static final int MOST_SPANS = 200;

    @Bean
    InMemorySpanExporter spans() {
        return InMemorySpanExporter.create();
    }

    @Bean
    SpanProcessor recorder(InMemorySpanExporter spans) {
        return SimpleSpanProcessor.create(new SpanExporter() {

            @Override
            public synchronized CompletableResultCode export(Collection<SpanData> ended) {
                List<SpanData> all = spans.getFinishedSpanItems();
                if (all.size() > MOST_SPANS) {
                    spans.reset();
                    // those of a request that is still going on are among the latest
                    spans.export(all.subList(all.size() - MOST_SPANS / 2, all.size()));
                }
                return spans.export(ended);
            }

            @Override
            public CompletableResultCode flush() {
                return spans.flush();
            }

            @Override
            public CompletableResultCode shutdown() {
                return spans.shutdown();
            }
        });
    }
}
