package org.liaoyuan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

class TextAssemblerFuzzTest {

    @FuzzTest(maxDuration = "10s")
    void whateverTheBytesTheTextIsTheirsUpToTheFirstStop(FuzzedDataProvider data) {
        List<String> stops = List.of(data.consumeString(4), data.consumeString(4)).stream()
                .filter(s -> !s.isEmpty())
                .toList();
        TextAssembler text = new TextAssembler(stops);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        StringBuilder shown = new StringBuilder();
        while (data.remainingBytes() > 0 && !text.stopped()) {
            byte[] token = data.consumeBytes(data.consumeInt(1, 8));
            all.writeBytes(token);
            shown.append(text.append(token));
        }
        shown.append(text.finish());

        String whole = all.toString(StandardCharsets.UTF_8);
        int stop = stops.stream()
                .mapToInt(whole::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(whole.length());
        assertThat(shown.toString()).isEqualTo(whole.substring(0, stop));
    }
}
