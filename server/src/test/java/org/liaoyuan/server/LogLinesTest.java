package org.liaoyuan.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log's lines, as the running server's own settings write them. */
@ExtendWith(AsSystem.class)
class LogLinesTest {

    private static final String FORGED = "2026-01-01T00:00:00.000Z ERROR [] the.owner : all is well";
    private static final String START =
            "(?s).*\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[+-]\\d\\d:\\d\\d).*";

    @BeforeAll
    static void start() {
        TestServer.get();
    }

    @Test
    void whatSomebodySentIsNoLineOfItsOwn() {
        String line = written("provider {}: gone", "a\r\n" + FORGED + "\u2028" + FORGED + "\u0085" + FORGED, null);

        assertThat(line.lines()).hasSize(1);
        assertThat(line).matches(START).contains("a " + FORGED).doesNotContain("\r");
    }

    @Test
    void norIsWhatAnExceptionSays() {
        Exception inner = new IllegalStateException("inner\n" + FORGED);

        String lines = written("it failed", "", new IllegalArgumentException("outer\r\n" + FORGED, inner));

        assertThat(lines.lines()).noneMatch(l -> l.startsWith("2026-01-01")).anyMatch(l -> l.startsWith("\tat "));
        assertThat(lines).contains("outer " + FORGED, "Caused by: java.lang.IllegalStateException: inner " + FORGED);
    }

    private static String written(String message, String value, Throwable failure) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Appender<ILoggingEvent> console =
                context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("CONSOLE");
        LoggingEvent event = new LoggingEvent(
                "", context.getLogger("org.liaoyuan.server.some.Room"), Level.WARN, message, failure, new Object[] {
                    value
                });
        byte[] bytes =
                ((OutputStreamAppender<ILoggingEvent>) console).getEncoder().encode(event);
        return new String(bytes, StandardCharsets.UTF_8).replaceAll("\u001b\\[[0-9;]*m", "");
    }
}
