package org.liaoyuan.server.model.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class EventReaderTest {

    private static List<String> read(InputStream in) throws IOException {
        EventReader reader = new EventReader(in);
        List<String> all = new ArrayList<>();
        for (Optional<byte[]> event = reader.next(); event.isPresent(); event = reader.next()) {
            all.add(new String(event.get(), StandardCharsets.UTF_8));
        }
        return all;
    }

    private static List<String> read(String text) throws IOException {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Gives a few bytes a read, as a network may. */
    private static InputStream inPieces(String text, int size) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] into, int from, int length) {
                return super.read(into, from, Math.min(length, size));
            }
        };
    }

    @Property(tries = 200)
    void howeverTheNetworkCutsItTheEventsAreTheSame(
            @ForAll @Size(max = 8) List<@StringLength(max = 3000) String> texts,
            @ForAll @IntRange(min = 1, max = 5000) int piece)
            throws IOException {
        List<String> data =
                texts.stream().map(t -> "x" + t.replaceAll("[\r\n]", "")).toList();
        StringBuilder stream = new StringBuilder();
        data.forEach(d -> stream.append(": beat\r\nevent: m\ndata: ").append(d).append("\r\n\n"));

        assertThat(read(inPieces(stream.toString(), piece)))
                .isEqualTo(data.stream()
                        .map(d -> new String(d.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                        .toList());
    }

    @Test
    void commentsAndOtherFieldsAreSkippedAndLinesOfDataJoined() throws IOException {
        assertThat(read(":hello\n\nid: 7\nretry: 10\n\nevent: x\ndata:one\ndata: two\n\ndata: [DONE]\n\n"))
                .containsExactly("one\ntwo", "[DONE]");
    }

    @Test
    void anEventCutOffByTheEndIsDropped() throws IOException {
        assertThat(read("data: whole\n\ndata: half")).containsExactly("whole");
    }

    @Test
    void aLineThatIsNoFieldIsRefused() {
        assertThatThrownBy(() -> read("<html>\n"))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("<html>");
    }

    @Test
    void aLineWithoutEndIsGivenUpBeforeItFillsTheMemory() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'a';
            }
        };

        assertThatThrownBy(() -> read(endless))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("longer than");
    }
}
