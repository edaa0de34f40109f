package org.liaoyuan.server.space.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWalkTest {

    @TempDir
    private Path temp;

    private Path base;

    @BeforeEach
    void aFolder() throws IOException {
        base = Files.createDirectories(temp.toRealPath().resolve("folder"));
    }

    private void write(String path) throws IOException {
        Path file = base.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "words");
    }

    private FolderWalk.Found look() throws IOException {
        return FolderWalk.of(base, directory -> {});
    }

    private static List<String> files(FolderWalk.Found found) {
        return found.files().stream().map(FolderWalk.Seen::path).sorted().toList();
    }

    private static Map<String, Reason> left(FolderWalk.Found found) {
        return found.left().stream().collect(Collectors.toMap(FolderWalk.Left::path, FolderWalk.Left::reason));
    }

    @Test
    void filesAreSeenByTheirPathsAndDirectoriesAreToldBeforeTheyAreListed() throws IOException {
        write("a.txt");
        write("旅行/计划/b.txt");
        List<Path> directories = new ArrayList<>();

        FolderWalk.Found found = FolderWalk.of(base, directories::add);

        assertThat(files(found)).containsExactly("a.txt", "旅行/计划/b.txt");
        assertThat(directories).containsExactly(base, base.resolve("旅行"), base.resolve("旅行/计划"));
        assertThat(found.files().getFirst().bytes()).isEqualTo(5);
        assertThat(found.complete()).isTrue();
        assertThat(found.isGone("c.txt")).isTrue();
    }

    @Test
    void whatIsHiddenOrTemporaryIsLeftOutWithItsReason() throws IOException {
        for (String name :
                List.of(".hidden.txt", ".git/config", "~$x.docx", "x.swp", "film.part", "x~", "node_modules/a.js")) {
            write(name);
        }
        write("kept.txt");

        FolderWalk.Found found = look();

        assertThat(files(found)).containsExactly("kept.txt");
        assertThat(left(found))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        ".hidden.txt", Reason.HIDDEN,
                        ".git", Reason.HIDDEN,
                        "~$x.docx", Reason.TEMPORARY,
                        "x.swp", Reason.TEMPORARY,
                        "film.part", Reason.TEMPORARY,
                        "x~", Reason.TEMPORARY,
                        "node_modules", Reason.TEMPORARY));
    }

    @Test
    void linksAreNotFollowedAndThoseThatLeadOutAreSaidToDoSo() throws IOException {
        write("a.txt");
        Path outside = Files.createDirectories(temp.resolve("outside"));
        Files.writeString(outside.resolve("secret.txt"), "secret");
        Files.createSymbolicLink(base.resolve("folder-out"), outside);
        Files.createSymbolicLink(base.resolve("file-out.txt"), outside.resolve("secret.txt"));
        Files.createSymbolicLink(base.resolve("nowhere.txt"), outside.resolve("none"));
        Files.createSymbolicLink(base.resolve("inside.txt"), base.resolve("a.txt"));
        Files.createSymbolicLink(base.resolve("round"), base);

        FolderWalk.Found found = look();

        assertThat(files(found)).containsExactly("a.txt");
        assertThat(left(found))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "folder-out", Reason.LINK_OUT,
                        "file-out.txt", Reason.LINK_OUT,
                        "nowhere.txt", Reason.LINK_OUT));
    }

    @Test
    void whatIsBelowTooManyDirectoriesIsUnknownAndNotGone() throws IOException {
        write("d/".repeat(60) + "deep.txt");

        FolderWalk.Found found = look();

        assertThat(files(found)).isEmpty();
        assertThat(left(found).values()).containsExactly(Reason.TOO_DEEP);
        assertThat(found.isGone("d/".repeat(60) + "deep.txt")).isFalse();
        assertThat(found.isGone("other.txt")).isTrue();
    }

    @Test
    void aFolderThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> FolderWalk.of(base.resolve("none"), directory -> {}))
                .isInstanceOf(NoSuchFileException.class);
    }
}
