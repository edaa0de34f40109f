package org.liaoyuan.server.space.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.space.SampleFiles;

class ReaderProcessTest {

    private static final Limits LIMITS =
            new Limits(20_000_000, 200 << 20, 50, Duration.ofMinutes(1), 20, Duration.ofMinutes(10), 20_000_000);

    @TempDir
    private Path folder;

    private ReaderProcess reader = new ReaderProcess(LIMITS, 64, Path.of("unused"), Optional::empty);

    @AfterEach
    void close() {
        reader.close();
    }

    private void open(int megabytes) {
        reader = new ReaderProcess(LIMITS, megabytes, folder.resolve("reading"), Optional::empty);
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("blob"), bytes);
    }

    /** Processes of this one; those of other tests are among them. */
    private static Set<Long> children() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    @Test
    void itSaysWhatTheReaderSaysHere() throws Exception {
        open(128);
        Path word = file(SampleFiles.docx("燎原", "星星之火，可以燎原。", "42"));

        assertThat(reader.read(word, "a.docx", PictureReading.Progress.NONE))
                .isEqualTo(new DocumentReader(LIMITS, PictureReading.NONE)
                        .read(word, "a.docx", PictureReading.Progress.NONE));
        Path pages = file(SampleFiles.pdf("The first page", "The second page"));
        assertThat(reader.read(pages, "a.pdf", PictureReading.Progress.NONE).blocks())
                .containsExactly(Block.text(1, "The first page"), Block.text(2, "The second page"));
        Path locked = file(SampleFiles.encryptedPdf("secret"));
        assertThat(catchThrowableOfType(
                                Unreadable.class, () -> reader.read(locked, "a.pdf", PictureReading.Progress.NONE))
                        .reason())
                .isEqualTo(Unreadable.Reason.ENCRYPTED);
    }

    @Test
    void aFileThatTakesAllMemoryEndsOnlyThatProcess() throws Exception {
        open(32);
        Path harmless = file(SampleFiles.utf8("a few words"));
        assertThat(reader.read(harmless, "a.txt", PictureReading.Progress.NONE).blocks())
                .hasSize(1);
        byte[] large = SampleFiles.utf8("word ".repeat(3_500_000));
        Path greedy = Files.write(folder.resolve("greedy"), large);

        assertThat(catchThrowableOfType(
                                Unreadable.class, () -> reader.read(greedy, "b.txt", PictureReading.Progress.NONE))
                        .reason())
                .isEqualTo(Unreadable.Reason.BOMB);
        assertThat(reader.read(harmless, "a.txt", PictureReading.Progress.NONE).blocks())
                .hasSize(1);
    }

    @Test
    void aProcessThatSomebodyEndedIsReplacedAndNoFileIsBlamed() throws Exception {
        Set<Long> before = children();
        open(128);
        Path harmless = file(SampleFiles.utf8("a few words"));
        reader.read(harmless, "a.txt", PictureReading.Progress.NONE);
        List<ProcessHandle> ours = ProcessHandle.current()
                .children()
                .filter(child -> !before.contains(child.pid()))
                .toList();
        assertThat(ours).hasSize(1);

        ours.getFirst().destroyForcibly();

        assertThat(reader.read(harmless, "a.txt", PictureReading.Progress.NONE).blocks())
                .hasSize(1);
    }

    @Test
    void theProcessIsOnePerReaderAndEndsWithIt() throws Exception {
        Set<Long> before = children();
        open(128);
        for (int i = 0; i < 3; i++) {
            reader.read(file(SampleFiles.utf8("words " + i)), "a.txt", PictureReading.Progress.NONE);
        }
        List<ProcessHandle> ours = ProcessHandle.current()
                .children()
                .filter(child -> !before.contains(child.pid()))
                .toList();
        assertThat(ours).hasSize(1);

        reader.close();

        ours.getFirst().onExit().get(1, java.util.concurrent.TimeUnit.MINUTES);
        assertThat(ours.getFirst().isAlive()).isFalse();
    }

    @Test
    void answersOutOfTheirBoundsAreRefused() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(0);
            out.writeInt(4);
            out.writeBytes("text");
            out.writeByte(0);
            out.writeInt(1);
            out.writeByte(1);
            out.writeByte(0);
            out.writeInt(0);
            out.writeInt(Integer.MAX_VALUE);
        }

        assertThatThrownBy(() -> Wire.answered(in(bytes), LIMITS, PictureReading.Progress.NONE))
                .hasMessageContaining("2147483647");
        assertThatThrownBy(() -> Wire.answered(in(new ByteArrayOutputStream()), LIMITS, PictureReading.Progress.NONE))
                .isInstanceOf(EOFException.class);
    }

    @Test
    void aPageOutOfItsBoundsIsRefusedBeforeThereIsRoomForIt() throws Exception {
        assertThatThrownBy(() -> Wire.drawn(drawn("image/png", 1, Integer.MAX_VALUE, 0)))
                .hasMessageContaining("2147483647");
        assertThatThrownBy(() -> Wire.drawn(drawn("image/png", 1, 20, 4))).hasMessageContaining("4");
        assertThatThrownBy(() -> Wire.drawn(drawn("text/html", 1, 4, 4))).hasMessageContaining("no picture");
        assertThatThrownBy(() -> Wire.drawn(drawn("image/png", 0, 4, 4))).hasMessageContaining("of 0");
    }

    private static DataInputStream drawn(String type, int pages, int length, int sent) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(3);
            out.writeInt(type.length());
            out.writeBytes(type);
            out.writeInt(pages);
            out.writeInt(length);
            out.write(new byte[sent]);
        }
        return in(bytes);
    }

    private static DataInputStream in(ByteArrayOutputStream bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    }
}
