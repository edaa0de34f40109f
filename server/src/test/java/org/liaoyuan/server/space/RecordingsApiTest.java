package org.liaoyuan.server.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.Speech;
import org.liaoyuan.server.model.SpeechRequest;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.io.Wav;
import tools.jackson.databind.JsonNode;

class RecordingsApiTest {

    private static final House HOUSE = House.get();

    private static Desk desk(String name) {
        return new Desk(HOUSE.newMember(HOUSE.owner(), name, Role.MEMBER));
    }

    private static Clip said(String text) {
        return said(text, "");
    }

    private static Clip said(String text, String voice) {
        Clip all = new Clip(SampleRate.HZ_24000, new float[0]);
        ModelService models = HOUSE.server.bean(ModelService.class);
        try (Speech speech = models.speak(new SpeechRequest("default", text, voice, 1, Caller.LOCAL))) {
            for (Optional<Clip> piece = speech.next(); piece.isPresent(); piece = speech.next()) {
                all = all.then(piece.get());
            }
        }
        return all;
    }

    @Test
    void whatIsSaidInARecordingIsFoundWithTheSecondAtWhichItIsSaid() throws Exception {
        Desk ada = desk("ada-records");
        Clip lighthouse = said("The old lighthouse was repaired in spring.");
        Clip recording = lighthouse
                .then(Clip.silence(SampleRate.HZ_24000, 7))
                .then(said("The ferry leaves on Tuesday morning."));

        String id = ada.add("meeting.wav", Wav.bytes(recording));

        assertThat(ada.document(id).at("/state").asString()).isEqualTo("INDEXED");
        assertThat(ada.document(id).at("/type").asString()).isEqualTo("audio/wav");
        assertThat(ada.document(id).at("/passages").asInt()).isEqualTo(2);
        JsonNode ferry = ada.search("When does the ferry leave?").getFirst();
        assertThat(ferry.at("/text").asString().toLowerCase(java.util.Locale.ROOT))
                .contains("ferry leaves on tuesday");
        String[] time = ferry.at("/headings/0").asString().split("[:–]");
        assertThat(Integer.parseInt(time[0])).isZero();
        // what is said begins after the silence, to the second
        int begins = (int) (lighthouse.seconds() + 7);
        assertThat(Integer.parseInt(time[1])).isBetween(begins - 1, begins + 1);
    }

    @Test
    void aRecordingWithoutWordsSaysSo() throws Exception {
        Desk bob = desk("bob-records");

        String id = bob.add("silence.wav", Wav.bytes(Clip.silence(SampleRate.HZ_16000, 3)));

        assertThat(bob.document(id).at("/reason").asString()).isEqualTo("EMPTY");
    }

    @Test
    void recordingsWaitForWhatWritesThemDown() throws Exception {
        Desk eve = desk("eve-records");
        byte[] recording = Wav.bytes(said("The bakery opens at seven."));
        Path part = HOUSE.server.bean(Home.class).models().resolve(TestParts.SOUND_FILES.getFirst());
        Files.delete(part);
        try {
            String id = eve.add("bakery.wav", recording);

            assertThat(eve.document(id).at("/reason").asString()).isEqualTo("NEEDS_SPEECH");
            assertThat(eve.who().get("/api/space").at("/readsSound").asBoolean())
                    .isFalse();
            // the next look sees that it is missing, so that its coming is news
            Thread.sleep(6_000);
            Files.createSymbolicLink(part, TestParts.models().resolve(TestParts.SOUND_FILES.getFirst()));
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> eve.document(id).at("/state").asString().equals("INDEXED"));
            assertThat(eve.texts("bakery").getFirst()).containsIgnoringCase("bakery opens at");
        } finally {
            if (!Files.exists(part)) {
                Files.createSymbolicLink(part, TestParts.models().resolve(TestParts.SOUND_FILES.getFirst()));
            }
        }
    }

    @Test
    void whoSpeaksStandsInTheTranscriptAndIsCalledAsItsOwnerWants() throws Exception {
        Desk dora = desk("dora-records");
        Clip pause = Clip.silence(SampleRate.HZ_24000, 0.4);
        Clip talk = said("The harvest of apples was better than last year, and we sold most of it.", "af_heart")
                .then(pause)
                .then(said("Then we should buy another press before the winter begins.", "am_michael"))
                .then(pause)
                .then(said("I will ask three dealers for their prices until Friday.", "af_heart"));

        String id = dora.add("talk.wav", Wav.bytes(talk));

        String speakers = "/api/space/documents/" + id + "/speakers";
        assertThat(dora.who().get(speakers).body()).hasSize(2);
        String text = text(dora, id);
        assertThat(text.lines().filter(line -> line.startsWith("Speaker 1: ")))
                .as(text)
                .hasSize(2);
        assertThat(text).contains("Speaker 2: Then we should buy another press");
        assertThat(dora.who()
                        .send("PUT", speakers + "/2", "{\"name\":\" Konrad \"}")
                        .at("/1/name")
                        .asString())
                .isEqualTo("Konrad");
        assertThat(text(dora, id)).isEqualTo(text.replace("Speaker 2: ", "Konrad: "));
        assertThat(dora.texts("Konrad").getFirst()).contains("Konrad: ");
        assertThat(dora.who()
                        .send("PUT", speakers + "/1", "{\"name\":\"Konrad\"}")
                        .status())
                .isEqualTo(400);
        assertThat(dora.who().send("PUT", speakers + "/3", "{\"name\":\"Eve\"}").status())
                .isEqualTo(404);
        // taken back
        assertThat(dora.who()
                        .send("PUT", speakers + "/2", "{\"name\":\"\"}")
                        .at("/1/name")
                        .asString())
                .isEqualTo("Speaker 2");
        assertThat(text(dora, id)).isEqualTo(text);
        // nobody else sees who speaks
        assertThat(desk("eve-listens").who().get(speakers).status()).isEqualTo(404);
    }

    private static String text(Desk desk, String id) {
        StringBuilder text = new StringBuilder();
        desk.who()
                .get("/api/space/documents/" + id + "/passages?from=0&to=9")
                .at("/passages")
                .forEach(passage -> text.append(passage.path("text").asString()).append('\n'));
        return text.toString().strip();
    }
}
