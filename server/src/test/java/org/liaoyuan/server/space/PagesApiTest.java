package org.liaoyuan.server.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.space.Sketch.Text;
import tools.jackson.databind.JsonNode;

class PagesApiTest {

    private static final House HOUSE = House.get();

    private static final String LINE = "The lighthouse of Dongji was built in 1907";

    private static Desk desk(String name) {
        return new Desk(HOUSE.newMember(HOUSE.owner(), name, Role.MEMBER));
    }

    /** Nobody else's file has the same bytes. */
    private static byte[] pdf(String mark) throws Exception {
        return Sketch.of(new Text(LINE, 60, 700, 12, 0), new Text("Mark " + mark, 60, 100, 12, 0))
                .bytes();
    }

    private static HttpResponse<byte[]> page(Desk desk, String id, int page) throws Exception {
        HttpRequest.Builder request = desk.who().server().request("/api/space/documents/" + id + "/pages/" + page);
        desk.who().headers().forEach(request::header);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.GET().build(), BodyHandlers.ofByteArray());
        }
    }

    private static String refusal(Desk desk, String id, int page, int status) {
        Reply reply = desk.who().get("/api/space/documents/" + id + "/pages/" + page);
        assertThat(reply.status()).isEqualTo(status);
        return reply.at("/detail").asString();
    }

    @Test
    void aPassageLeadsToItsPlaceOnThePageThatIsDrawn() throws Exception {
        Desk ada = desk("ada-pages");
        String id = ada.add("coast.pdf", pdf("leads"));

        HttpResponse<byte[]> drawn = page(ada, id, 1);

        assertThat(drawn.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(drawn.headers().firstValue("Document-Pages")).contains("1");
        assertThat(drawn.headers().allValues("Cache-Control")).containsExactly("no-store");
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(drawn.body()));
        assertThat(image.getWidth()).isEqualTo(1200);
        assertThat(image.getHeight()).isEqualTo(1600);
        JsonNode box = ada.who().get("/api/space/documents/" + id + "/passages").at("/passages/0/boxes/0");
        assertThat(box.at("/page").asInt()).isEqualTo(1);
        assertThat(box.at("/x").asDouble()).isCloseTo(0.1, within(0.01));
        assertThat(box.at("/y").asDouble()).isCloseTo(90 / 800.0, within(0.01));
        assertThat(ada.search("When was the lighthouse built?").getFirst().at("/boxes"))
                .hasSize(2);
    }

    @Test
    void aPageThatCanNotBeDrawnSaysWhyInWords() throws Exception {
        Desk ada = desk("ada-refused");
        String id = ada.add("coast.pdf", pdf("refused"));
        String text = ada.add("plain.txt", SampleFiles.utf8("plain words"));
        String locked = ada.add("locked.pdf", SampleFiles.encryptedPdf("secret"));

        assertThat(refusal(ada, id, 0, 400)).contains("the page is 0");
        assertThat(refusal(ada, id, 2, 404)).contains(id, "ends before page 2");
        assertThat(refusal(ada, text, 1, 409)).contains("text/plain", "PDFs and pictures");
        assertThat(refusal(ada, locked, 1, 409)).contains("not read");
        assertThat(refusal(desk("bob-refused"), id, 1, 404)).doesNotContain("coast");
    }

    @Test
    void aFileThatBreaksLaterIsToldApartFromOneThatIsGone() throws Exception {
        Desk ada = desk("ada-broken-page");
        String id = ada.add("coast.pdf", pdf("breaks"));
        String sha256 = ada.document(id).at("/sha256").asString();
        Blobs blobs = HOUSE.server.bean(Blobs.class);

        Files.write(blobs.path(sha256), SampleFiles.encryptedPdf("secret"));
        assertThat(refusal(ada, id, 1, 409)).contains("it needs a password");
        Files.write(blobs.path(sha256), SampleFiles.utf8("%PDF-1.7 and no more"));
        assertThat(refusal(ada, id, 1, 409)).contains("it breaks off");
        Files.delete(blobs.path(sha256));
        assertThat(refusal(ada, id, 1, 410)).contains("no longer in the data folder");
    }

    @Test
    void whatWasDrawnIsKeptForAWhileAndGoesWithItsFile() throws Exception {
        Desk ada = desk("ada-kept-page");
        Desk bob = desk("bob-kept-page");
        byte[] shared = pdf("kept");
        String id = ada.add("coast.pdf", shared);
        String others = bob.add("mine.pdf", shared);
        var key = new PageCache.Key(ada.document(id).at("/sha256").asString(), 1);
        PageCache cache = HOUSE.server.bean(PageCache.class);
        byte[] first = page(ada, id, 1).body();
        assertThat(cache.get(key))
                .hasValueSatisfying(kept -> assertThat(kept.bytes()).isEqualTo(first));

        ada.who().send("DELETE", "/api/space/documents/" + id, "");

        assertThat(page(ada, id, 1).statusCode()).isEqualTo(404);
        assertThat(page(bob, others, 1).body()).isEqualTo(first);
        bob.who().send("DELETE", "/api/space/documents/" + others, "");
        assertThat(cache.get(key)).isEmpty();
    }
}
