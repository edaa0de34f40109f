package org.liaoyuan.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.model.ModelStatus.Progress;

class ProgressBarTest {

    private final StringWriter said = new StringWriter();

    @Test
    void aLineSaysHowMuchHowFastAndHowLong() {
        assertThat(ProgressBar.line("spark", new Progress(250_000_000, 1_000_000_000, 10_000_000)))
                .startsWith("spark [████████")
                .endsWith(" 25 %  250/1000 MB  10.0 MB/s, 1 min 15 s");
    }

    @Test
    void anUnknownTotalIsCalledUnknown() {
        assertThat(ProgressBar.line("spark", new Progress(3_000_000, 0, 1_000_000)))
                .contains("3 MB", "大小未知", "size unknown")
                .doesNotContain("%", "/0");
    }

    @Test
    void aLogGetsALineOnlyWithNewsAndEveryFiveSeconds() {
        ProgressBar bar = new ProgressBar(new PrintWriter(said), false);

        for (int second = 0; second < 20; second++) {
            // nothing comes in the first ten seconds
            long done = Math.max(0, second - 10) * 1_000_000L;
            bar.show("spark", new Progress(done, 20_000_000, 0), TimeUnit.SECONDS.toNanos(second));
        }

        assertThat(said.toString().lines())
                .hasSize(3)
                .satisfiesExactly(
                        first -> assertThat(first).contains("0/20 MB"),
                        second -> assertThat(second).contains("1/20 MB"),
                        third -> assertThat(third).contains("6/20 MB"));
    }

    @Test
    void aTerminalsLineIsDrawnAnew() {
        ProgressBar bar = new ProgressBar(new PrintWriter(said), true);

        bar.show("spark", new Progress(1, 2, 0), 0);
        bar.show("spark", new Progress(1, 2, 0), 1);

        assertThat(said.toString()).doesNotContain("\n").containsPattern("spark.*\r.*spark");
    }
}
