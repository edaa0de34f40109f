package org.liaoyuan.server.tool.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liaoyuan.server.net.PublicAddresses;
import org.liaoyuan.server.tool.Tool;
import org.liaoyuan.server.tool.ToolCall;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolFailure.Reason;
import org.liaoyuan.server.tool.ToolValues;
import tools.jackson.databind.JsonNode;

/** Mailboxes of a real server, and of some that do not speak as they should. */
class InboxToolTest {

    private static final GreenMail SERVER = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS)
    });
    private static final Session SESSION = Session.getInstance(new Properties());
    private static final InboxTool TOOL = new InboxTool(new PublicAddresses(List.of("127.0.0.1")));

    private static MailFolder inbox;

    @BeforeAll
    static void start() throws Exception {
        SERVER.start();
        GreenMailUser user = SERVER.setUser("team@example.com", "team", "open sesame");
        ImapHostManager boxes = SERVER.getManagers().getImapHostManager();
        inbox = boxes.getInbox(user);
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @BeforeEach
    void empty() throws Exception {
        inbox.deleteAllMessages();
    }

    private static ToolValues values(int port, Map<String, String> others) {
        Map<String, String> values = new HashMap<>(Map.of(
                "server", "127.0.0.1:" + port,
                "security", "none",
                "user", "team",
                "password", "MARK",
                "folder", "INBOX",
                "days", "7",
                "words", "",
                "most", "20",
                "longest", "2000"));
        values.putAll(others);
        return new ToolValues(values, Map.of());
    }

    private static JsonNode read(Map<String, String> others) throws InterruptedException {
        return read(SERVER.getImap().getPort(), others);
    }

    private static JsonNode read(int port, Map<String, String> others) throws InterruptedException {
        return TOOL.use(new ToolCall(
                        values(port, others),
                        UUID.randomUUID(),
                        "key",
                        Duration.ofSeconds(5),
                        (text, host) -> text.replace("MARK", host.equals("127.0.0.1") ? "open sesame" : "")))
                .output();
    }

    private static MimeMessage mail(String subject, String text) throws Exception {
        MimeMessage mail = new MimeMessage(SESSION);
        mail.setFrom(new InternetAddress("li@example.com", "客户部 张莉", "UTF-8"));
        mail.setRecipients(Message.RecipientType.TO, "team@example.com");
        mail.setSubject(subject, "UTF-8");
        mail.setText(text, "UTF-8");
        mail.saveChanges();
        return mail;
    }

    private static void lay(MimeMessage mail, int daysAgo) throws Exception {
        inbox.appendMessage(mail, new Flags(), Date.from(Instant.now().minus(Duration.ofDays(daysAgo))));
    }

    private static List<String> subjects(JsonNode output) {
        return output.at("/mails")
                .valueStream()
                .map(mail -> mail.at("/subject").asString())
                .toList();
    }

    @Test
    void whatCameLatelyIsGivenTheNewestFirstAndStaysUnread() throws Exception {
        lay(mail("Old", "long ago"), 30);
        lay(mail("导出报表太慢", "导出一万行要两分钟。"), 2);
        lay(mail("Second", "line one\nline two"), 1);

        JsonNode output = read(Map.of());

        assertThat(subjects(output)).containsExactly("Second", "导出报表太慢");
        JsonNode first = output.at("/mails/1");
        assertThat(first.at("/name").asString()).isEqualTo("客户部 张莉");
        assertThat(first.at("/from").asString()).isEqualTo("li@example.com");
        assertThat(first.at("/to/0").asString()).isEqualTo("team@example.com");
        assertThat(first.at("/text").asString()).isEqualTo("导出一万行要两分钟。");
        assertThat(Instant.parse(first.at("/at").asString())).isBefore(Instant.now());
        assertThat(output.at("/count").asInt()).isEqualTo(2);
        assertThat(output.at("/text").asString()).startsWith("1. Second (客户部 张莉)\nline one\nline two\n\n2. ");
        assertThat(inbox.getUnseenCount()).isEqualTo(3);
        assertThat(TOOL.effect(values(1, Map.of()))).isEqualTo(Tool.Effect.READS);
        assertThat(TOOL.isForeign()).isTrue();
    }

    @Test
    void wordsChooseAndLimitsCut() throws Exception {
        for (int i = 0; i < 6; i++) {
            lay(mail(i % 2 == 0 ? "Invoice " + i : "Lunch " + i, "x".repeat(300)), 1);
        }

        JsonNode output = read(Map.of("words", "invoice, 发票", "most", "2", "longest", "100"));

        assertThat(subjects(output)).containsExactly("Invoice 4", "Invoice 2");
        assertThat(output.at("/mails/0/text").asString()).isEqualTo("x".repeat(100) + "…");
    }

    @Test
    void aPageIsReadAsTextAndFilesAreNamed() throws Exception {
        MimeMessage mail = mail("Parts", "");
        MimeBodyPart page = new MimeBodyPart();
        page.setContent("<p>Hello <b>team</b></p><script>alert(1)</script>", "text/html; charset=utf-8");
        MimeBodyPart file = new MimeBodyPart();
        file.setText("a,b");
        file.setFileName("周报.csv");
        mail.setContent(new MimeMultipart(page, file));
        mail.saveChanges();
        lay(mail, 0);
        String odd =
                "From: x@example.com\r\nSubject: Odd\r\nContent-Type: text/plain; charset=no-such\r\n\r\nstill read";
        lay(new MimeMessage(SESSION, new ByteArrayInputStream(odd.getBytes(StandardCharsets.UTF_8))), 0);

        JsonNode output = read(Map.of());

        assertThat(subjects(output)).containsExactly("Odd", "Parts");
        assertThat(output.at("/mails/0/text").asString()).isEqualTo("still read");
        assertThat(output.at("/mails/1/text").asString()).isEqualTo("Hello team");
        assertThat(output.at("/mails/1/files/0").asString()).isEqualTo("周报.csv");
    }

    @ParameterizedTest
    @CsvSource({"password, wrong, REFUSED", "folder, Nowhere, VALUE", "server, 127.0.0.1:1, VALUE"})
    void whatIsWrongIsSaid(String field, String value, Reason reason) {
        assertThatThrownBy(() -> read(Map.of(field, value)))
                .isInstanceOfSatisfying(
                        ToolFailure.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageNotContaining("sesame");
    }

    @Test
    void aCertificateThatNobodyKnowsIsRefusedAndItsOwnNetworkIsClosed() {
        assertThatThrownBy(() -> read(SERVER.getImaps().getPort(), Map.of("security", "tls")))
                .isInstanceOfSatisfying(
                        ToolFailure.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));
        assertThatThrownBy(() -> read(SERVER.getImap().getPort(), Map.of("security", "starttls")))
                .isInstanceOf(ToolFailure.class);
        InboxTool outside = new InboxTool(new PublicAddresses(List.of()));
        assertThatThrownBy(() -> outside.use(new ToolCall(
                        values(SERVER.getImap().getPort(), Map.of()), UUID.randomUUID(), "key", Duration.ofSeconds(5))))
                .isInstanceOfSatisfying(
                        ToolFailure.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_OPEN));
    }

    /** Sends and sends: neither the memory nor the time is its own. */
    @Test
    void aServerThatNeverEndsIsLeft() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> {
                byte[] many = "x".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
                try (Socket one = server.accept();
                        OutputStream out = one.getOutputStream()) {
                    out.write("* OK ".getBytes(StandardCharsets.US_ASCII));
                    while (true) {
                        out.write(many);
                    }
                } catch (java.io.IOException ended) {
                    // as it should be
                }
            });
            long before = System.nanoTime();

            assertThatThrownBy(() -> read(server.getLocalPort(), Map.of())).isInstanceOf(ToolFailure.class);

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMinutes(1));
        }
    }

    @Test
    void aDefinitionHoldsNoPasswordAndNoOtherPort() {
        assertThat(TOOL.check(values(993, Map.of("password", "{{secret.IMAP}}"))))
                .isEmpty();
        assertThat(TOOL.check(values(993, Map.of("password", "tulip"))))
                .extracting(Tool.Problem::field)
                .containsExactly("password");
        assertThat(TOOL.check(values(25, Map.of("password", "{{secret.IMAP}}"))))
                .extracting(Tool.Problem::field)
                .containsExactly("server");
    }
}
