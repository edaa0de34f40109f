package org.liaoyuan.server.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;

class HearingApiTest {

    private static final House HOUSE = House.get();
    private static final String RESULTS = "/api/hearing/results";

    private static Visitor somebody(String name) {
        return HOUSE.newMember(HOUSE.owner(), name, Role.MEMBER);
    }

    private static String audiogram(String id, double level) {
        return """
                {"id": "%s", "source": "SELF", "measuredAt": "2026-11-30T03:00:00Z", "reliability": "DOUBTFUL", "calibration": "BIOLOGICAL",
                 "thresholds": [{"ear": "RIGHT", "hertz": 1000, "level": %s, "beyond": false}, {"ear": "LEFT", "hertz": 1000, "level": 80, "beyond": true}]}""".formatted(id, level);
    }

    @Test
    void aResultIsKeptOnceListedAndDeleted() {
        Visitor ada = somebody("ada-hears");
        String id = UUID.randomUUID().toString();

        Reply kept = ada.post(RESULTS, audiogram(id, 31.5));
        ada.post(RESULTS, audiogram(id, 31.5));
        Reply digits = ada.post(
                RESULTS,
                "{\"source\":\"SELF\",\"measuredAt\":\"2026-11-30T04:00:00Z\",\"digits\":{\"language\":\"zh\",\"srt\":-9.4,\"standardError\":0.8},\"note\":\" left ear blocked \"}");

        assertThat(kept.status()).as(kept.text()).isEqualTo(201);
        assertThat(digits.status()).as(digits.text()).isEqualTo(201);
        Reply all = ada.get(RESULTS);
        assertThat(all.at("/results")).hasSize(2);
        assertThat(all.at("/results/0/kind").asString()).isEqualTo("DIGITS");
        assertThat(all.at("/results/0/digits/srt").asDouble()).isEqualTo(-9.4);
        assertThat(all.at("/results/0/note").asString()).isEqualTo("left ear blocked");
        assertThat(all.at("/results/1/id").asString()).isEqualTo(id);
        assertThat(all.at("/results/1/calibration").asString()).isEqualTo("BIOLOGICAL");
        assertThat(all.at("/results/1/thresholds/0/level").asDouble()).isEqualTo(31.5);
        assertThat(all.at("/results/1/thresholds/1/beyond").asBoolean()).isTrue();

        assertThat(ada.send("DELETE", RESULTS + "/" + id, "").status()).isEqualTo(204);
        assertThat(ada.send("DELETE", RESULTS + "/" + id, "").status()).isEqualTo(404);
        assertThat(ada.get(RESULTS).at("/results")).hasSize(1);
        assertThat(ada.send("DELETE", RESULTS, "").status()).isEqualTo(204);
        assertThat(ada.get(RESULTS).at("/results")).isEmpty();
    }

    @Test
    void nobodyElseSeesThemNotEvenWhoManagesTheOrganisation() {
        Visitor ada = somebody("ada-hears-alone");
        String id = UUID.randomUUID().toString();
        ada.post(RESULTS, audiogram(id, 20));

        assertThat(HOUSE.owner().get(RESULTS).text()).doesNotContain(id);
        assertThat(HOUSE.owner().send("DELETE", RESULTS + "/" + id, "").status())
                .isEqualTo(404);
        // an id that another person has already is not theirs to have, and tells nothing
        assertThat(HOUSE.owner().post(RESULTS, audiogram(id, 20)).status()).isEqualTo(404);
        assertThat(ada.get(RESULTS).at("/results")).hasSize(1);
    }

    @Test
    void aCliniciansAudiogramComesAsCsv() {
        Visitor bob = somebody("bob-imports");

        Reply kept = bob.post(
                RESULTS + "/import",
                "{\"csv\":\"ear;frequency;threshold\\r\\nR;500;20\\nR;1000;25\\n左;1000;>100\\n\",\"measuredAt\":\"2020-02-29T00:00:00Z\"}");

        assertThat(kept.status()).as(kept.text()).isEqualTo(201);
        assertThat(kept.at("/source").asString()).isEqualTo("CLINICIAN");
        assertThat(kept.at("/calibration").asString()).isEqualTo("COUPLER");
        assertThat(kept.at("/thresholds")).hasSize(3);
        assertThat(kept.at("/thresholds/2/ear").asString()).isEqualTo("LEFT");
        assertThat(kept.at("/thresholds/2/beyond").asBoolean()).isTrue();
    }

    @Test
    void whatIsNoResultIsRefusedWithWhatIsWrong() {
        Visitor eve = somebody("eve-mishears");

        Reply neither = eve.post(RESULTS, "{\"source\":\"SELF\",\"measuredAt\":\"2026-11-30T04:00:00Z\"}");
        Reply loud = eve.post(RESULTS, audiogram(UUID.randomUUID().toString(), 500));
        Reply csv = eve.post(
                RESULTS + "/import", "{\"csv\":\"R,1000,20\\nR,2000\",\"measuredAt\":\"2026-01-01T00:00:00Z\"}");
        Reply twice = eve.post(
                RESULTS + "/import", "{\"csv\":\"R,1000,20\\nR,1000,30\",\"measuredAt\":\"2026-01-01T00:00:00Z\"}");
        Reply future = eve.post(RESULTS + "/import", "{\"csv\":\"R,1000,20\",\"measuredAt\":\"2126-01-01T00:00:00Z\"}");

        assertThat(neither.status()).isEqualTo(400);
        assertThat(neither.text()).contains("thresholds or digits");
        assertThat(loud.status()).isEqualTo(400);
        assertThat(csv.status()).isEqualTo(400);
        assertThat(csv.text()).contains("line 2");
        assertThat(twice.status()).isEqualTo(400);
        assertThat(twice.text()).contains("1000 Hz");
        assertThat(future.status()).isEqualTo(400);
    }

    @Test
    void theyAreTakenAlongAndGoWithThePerson() {
        Visitor fay = somebody("fay-leaves-hearing");
        fay.post(
                RESULTS,
                "{\"source\":\"SELF\",\"measuredAt\":\"2026-11-30T04:00:00Z\",\"digits\":{\"language\":\"en\",\"srt\":-7,\"standardError\":0.8},\"note\":\"fayhearingspark\"}");
        assertThat(HOUSE.tablesWith("fayhearingspark")).contains("hearing_result");

        String id = fay.get("/api/account").at("/id").asString();
        assertThat(HOUSE.owner()
                        .send("DELETE", "/api/members/" + id + "/account", "")
                        .status())
                .isLessThan(300);

        assertThat(HOUSE.tablesWith("fayhearingspark")).isEmpty();
    }
}
