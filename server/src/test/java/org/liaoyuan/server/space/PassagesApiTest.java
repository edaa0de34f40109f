package org.liaoyuan.server.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;

class PassagesApiTest {

    private static final House HOUSE = House.get();

    private static Desk desk(String name) {
        return new Desk(HOUSE.newMember(HOUSE.owner(), name, Role.MEMBER));
    }

    @Test
    void aDocumentIsReadFromOnePassageToAnother() throws Exception {
        Desk ada = desk("ada-passages");
        String text = IntStream.range(0, 8)
                .mapToObj(i -> "# Part " + i + "\n\nThis is what part " + i + " says.\n\n")
                .collect(Collectors.joining());
        String id = ada.add("parts.md", SampleFiles.utf8(text));

        Reply part = ada.who().get("/api/space/documents/" + id + "/passages?from=2&to=4");

        assertThat(part.at("/document/name").asString()).isEqualTo("parts.md");
        assertThat(part.at("/total").asInt()).isEqualTo(8);
        assertThat(part.at("/passages")).hasSize(3);
        assertThat(part.at("/passages/0/ordinal").asInt()).isEqualTo(2);
        assertThat(part.at("/passages/0/headings/0").asString()).isEqualTo("Part 2");
        assertThat(part.at("/passages/0/text").asString()).contains("what part 2 says");
        assertThat(ada.who()
                        .get("/api/space/documents/" + id + "/passages?from=90&to=99")
                        .at("/passages"))
                .isEmpty();
    }

    @Test
    void othersDocumentsAndBadRangesAreRefused() throws Exception {
        Desk ada = desk("ada-range");
        String id = ada.add("one.txt", SampleFiles.utf8("one"));

        assertThat(desk("bob-range")
                        .who()
                        .get("/api/space/documents/" + id + "/passages")
                        .status())
                .isEqualTo(404);
        assertThat(ada.who()
                        .get("/api/space/documents/" + id + "/passages?from=3&to=2")
                        .at("/detail")
                        .asString())
                .contains("from is 3 and to is 2");
        assertThat(ada.who()
                        .get("/api/space/documents/" + id + "/passages?from=0&to=200")
                        .status())
                .isEqualTo(400);
    }
}
