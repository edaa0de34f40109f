package org.liaoyuan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TextAssemblerTest {

    @Test
    void aCharacterIsNeverSplit() {
        TextAssembler text = new TextAssembler(List.of());
        byte[] bytes = "杭".getBytes(StandardCharsets.UTF_8);

        assertThat(text.append(Arrays.copyOf(bytes, 1))).isEmpty();
        assertThat(text.append(Arrays.copyOfRange(bytes, 1, 3))).isEqualTo("杭");
    }

    @Test
    void aStopStringSpreadOverTokensIsNotShown() {
        TextAssembler text = new TextAssembler(List.of("STOP"));

        String shown = text.append("a S".getBytes(StandardCharsets.UTF_8))
                + text.append("TO".getBytes(StandardCharsets.UTF_8))
                + text.append("P b".getBytes(StandardCharsets.UTF_8));

        assertThat(shown).isEqualTo("a ");
        assertThat(text.stopped()).isTrue();
        assertThat(text.finish()).isEmpty();
    }

    @Property
    void whateverTheCutsTheTextIsWhole(@ForAll String input, @ForAll List<Integer> cuts) {
        byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
        TextAssembler text = new TextAssembler(List.of("\u0000never\u0000"));
        StringBuilder shown = new StringBuilder();

        int at = 0;
        for (int cut : cuts) {
            int to = Math.min(bytes.length, at + Math.floorMod(cut, 5));
            shown.append(text.append(Arrays.copyOfRange(bytes, at, to)));
            at = to;
        }
        shown.append(text.append(Arrays.copyOfRange(bytes, at, bytes.length))).append(text.finish());

        assertThat(shown.toString()).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
    }
}
