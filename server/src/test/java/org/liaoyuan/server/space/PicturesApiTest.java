package org.liaoyuan.server.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.space.ocr.Sheets;
import tools.jackson.databind.JsonNode;

class PicturesApiTest {

    private static final House HOUSE = House.get();

    @Test
    void photosWaitForWhatReadsThemAndAreFoundOnceItIsHere() throws Exception {
        Assumptions.assumeTrue(Sheets.hasFonts(), "the fonts Noto CJK and DejaVu are not here; run ./liaoyuan test");
        Desk ada = new Desk(HOUSE.newMember(HOUSE.owner(), "ada-photos", Role.MEMBER));
        byte[] photo = Sheets.jpeg(Sheets.page(Sheets.SANS, 28, 700, 180, "灯塔建于一九〇七年"), 0.9f);
        String alone = ada.add("photo.jpg", photo);
        String mixed = ada.add("scan.pdf", SampleFiles.scannedPdf("Text of its own", java.util.List.of(photo)));

        assertThat(ada.document(alone).at("/state").asString()).isEqualTo("FAILED");
        assertThat(ada.document(alone).at("/reason").asString()).isEqualTo("NEEDS_OCR");
        assertThat(ada.document(mixed).at("/state").asString()).isEqualTo("INDEXED");
        assertThat(ada.document(mixed).at("/reason").asString()).isEqualTo("NEEDS_OCR");
        assertThat(ada.who().get("/api/space").at("/readsPictures").asBoolean()).isFalse();

        Path part = HOUSE.server.bean(Home.class).models().resolve(TestParts.PICTURE_MODEL_FILE);
        Files.createSymbolicLink(part, TestParts.models().resolve(TestParts.PICTURE_MODEL_FILE));
        try {
            for (String id : java.util.List.of(alone, mixed)) {
                Awaitility.await()
                        .atMost(Duration.ofMinutes(3))
                        .until(() -> ada.document(id).at("/reason").isNull()
                                && ada.document(id).at("/state").asString().equals("INDEXED"));
            }

            JsonNode found = ada.search("灯塔是哪一年建的").getFirst();
            assertThat(found.at("/text").asString()).contains("灯塔建于一九〇七年");
            assertThat(found.at("/boxes/0/width").asDouble()).isBetween(0.1, 1.0);
            assertThat(ada.document(mixed).at("/passages").asInt()).isEqualTo(2);
            assertThat(ada.document(mixed).at("/pictures").isNull()).isTrue();
            assertThat(ada.who().get("/api/space").at("/readsPictures").asBoolean())
                    .isTrue();
        } finally {
            Files.delete(part);
        }
    }
}
