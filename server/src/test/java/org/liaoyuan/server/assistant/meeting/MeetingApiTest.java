package org.liaoyuan.server.assistant.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.Speech;
import org.liaoyuan.server.model.SpeechRequest;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.io.Wav;
import tools.jackson.databind.JsonNode;

/** Notes of a meeting that is spoken, written down and noted by real, small models: of what they say only where it leads is asked. */
class MeetingApiTest {

    private static final House HOUSE = House.get();
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Pattern LINK =
            Pattern.compile("- (.+) \\[([0-9:]+)]\\(/space/documents/([0-9a-f-]{36})\\?passage=(\\d+)\\)");

    private static Clip said(String voice, String text) {
        Clip all = new Clip(SampleRate.HZ_24000, new float[0]);
        ModelService models = HOUSE.server.bean(ModelService.class);
        try (Speech speech = models.speak(new SpeechRequest("default", text, voice, 1, Caller.LOCAL))) {
            for (Optional<Clip> piece = speech.next(); piece.isPresent(); piece = speech.next()) {
                all = all.then(piece.get());
            }
        }
        // a pause after which a passage is begun anew
        return all.then(Clip.silence(SampleRate.HZ_24000, 5));
    }

    private static String upload(Visitor who, String name, byte[] bytes) {
        HttpRequest.Builder request = who.server()
                .request("/api/space/documents?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
                .header("Content-Type", "application/octet-stream");
        who.headers().forEach(request::header);
        String id = who.server()
                .send(request.POST(BodyPublishers.ofByteArray(bytes)))
                .at("/document/id")
                .asString();
        Awaitility.await()
                .atMost(LONG)
                .until(() -> who.get("/api/space/documents/" + id)
                        .at("/state")
                        .asString()
                        .equals("INDEXED"));
        return id;
    }

    /** Until they are made or given up; what the small model says may be of no use, so it is asked some times. */
    private static Reply made(Visitor who, String path) {
        for (int i = 0; i < 4; i++) {
            assertThat(who.post(path, "").status()).isEqualTo(200);
            Awaitility.await()
                    .atMost(LONG)
                    .until(() -> List.of("READY", "FAILED")
                            .contains(who.get(path).at("/state").asString()));
            if (who.get(path).at("/state").asString().equals("READY")) {
                break;
            }
        }
        return who.get(path);
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        Matcher matcher = Pattern.compile("\\p{L}{3,}|\\p{N}+").matcher(text.toLowerCase(java.util.Locale.ROOT));
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    @Test
    void aMeetingIsNotedAndEachItemLeadsToWhereItIsSaid() {
        Visitor ada = HOUSE.newMember(HOUSE.owner(), "ada-meets", Role.MEMBER);
        Clip meeting = said("af_heart", "Sales in November were five percent above the plan.")
                .then(said(
                        "am_michael", "Then we have decided: the new version is released on the eighth of December."))
                .then(said("af_heart", "Tom writes the release notes until Friday."))
                .then(said("am_michael", "The budget for the servers is still open. Who asks the finance department?"));
        String id = upload(ada, "weekly.wav", Wav.bytes(meeting));
        String path = "/api/space/documents/" + id + "/meeting-notes";
        assertThat(ada.get(path).at("/state").asString()).isEqualTo("NONE");

        Reply made = made(ada, path);

        assertThat(made.at("/state").asString()).as(made.text()).isEqualTo("READY");
        assertThat(made.at("/done").asInt())
                .isEqualTo(made.at("/parts").asInt())
                .isPositive();
        String note = ada.get("/api/space/notes/" + made.at("/note").asString())
                .at("/text")
                .asString();
        assertThat(note)
                .contains(
                        "Speakers were told apart",
                        "Speaker 1, Speaker 2",
                        made.at("/model").asString())
                .contains("## Summary", "## Decisions", "## Action items", "## Open questions");
        JsonNode passages =
                ada.get("/api/space/documents/" + id + "/passages?from=0&to=20").at("/passages");
        Matcher items = LINK.matcher(note);
        int found = 0;
        while (items.find()) {
            found++;
            JsonNode passage = passages.path(Integer.parseInt(items.group(4)));
            assertThat(items.group(3)).isEqualTo(id);
            assertThat(passage.at("/headings/0").asString()).as(note).startsWith(items.group(2) + "–");
            assertThat(words(items.group(1)))
                    .as(items.group(1))
                    .containsAnyElementsOf(words(passage.path("text").asString()));
        }
        assertThat(found).as(note).isPositive().isEqualTo((int)
                note.lines().filter(line -> line.startsWith("- ")).count());
    }

    @Test
    void notesAreMadeOfOnesOwnRecordingsOnly() {
        Visitor bob = HOUSE.newMember(HOUSE.owner(), "bob-meets", Role.MEMBER);
        Visitor eve = HOUSE.newMember(HOUSE.owner(), "eve-meets", Role.MEMBER);
        String text = upload(bob, "a.txt", "We met on Monday.".getBytes(StandardCharsets.UTF_8));

        assertThat(bob.post("/api/space/documents/" + text + "/meeting-notes", "")
                        .status())
                .isEqualTo(409);
        assertThat(eve.post("/api/space/documents/" + text + "/meeting-notes", "")
                        .status())
                .isEqualTo(404);
        assertThat(eve.get("/api/space/documents/" + text + "/meeting-notes").status())
                .isEqualTo(404);
    }
}
