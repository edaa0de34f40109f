package org.liaoyuan.server.tool.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liaoyuan.server.net.PublicAddresses;
import org.liaoyuan.server.tool.Tool;
import org.liaoyuan.server.tool.ToolCall;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolResult;
import org.liaoyuan.server.tool.ToolValues;

/** Letters by a real mail server, and by one that breaks off. */
class MailToolTest {

    private static final GreenMail SERVER = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static final byte[] SHEET = "a,b".getBytes(StandardCharsets.UTF_8);
    private static final MailTool TOOL = new MailTool(
            new PublicAddresses(List.of("127.0.0.1")),
            (run, name) -> Optional.of(SHEET).filter(content -> name.equals("周报 1.csv")));
    private static final String KEY = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        SERVER.start();
        SERVER.setUser("post", "open sesame");
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    private static ToolValues values(int port, Map<String, String> others) {
        Map<String, String> values = new HashMap<>(Map.of(
                "server", "127.0.0.1:" + port,
                "security", "none",
                "from", "Liaoyuan <agent@example.com>",
                "to", "ada@example.com",
                "subject", "Hello",
                "text", "A line."));
        values.putAll(others);
        return new ToolValues(values, Map.of());
    }

    private static ToolResult send(Map<String, String> others) throws InterruptedException {
        return use(values(SERVER.getSmtp().getPort(), others));
    }

    private static ToolResult use(ToolValues values) {
        return TOOL.use(new ToolCall(
                values,
                UUID.randomUUID(),
                KEY,
                Duration.ofSeconds(10),
                (text, host) -> text.replace("MARK", host.equals("127.0.0.1") ? "open sesame" : "")));
    }

    private static MimeMessage came(String subject) {
        return Arrays.stream(SERVER.getReceivedMessages())
                .filter(mail -> subject.equals(subject(mail)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no mail says " + subject));
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aLetterArrivesAsItWasMeantInAnyLanguage() throws Exception {
        ToolResult result = send(Map.of(
                "to", "艾达 <ada@example.com>, bob@example.com",
                "cc", "carol@example.com",
                "subject", "周报：茶与酒",
                "text", "第一行\nSecond line"));

        MimeMessage came = came("周报：茶与酒");
        assertThat(came.getSubject()).isEqualTo("周报：茶与酒");
        assertThat(came.getContent().toString().replace("\r\n", "\n")).startsWith("第一行\nSecond line");
        assertThat(came.getRecipients(RecipientType.TO)[0].toString()).contains("ada@example.com");
        assertThat(came.getFrom()[0].toString()).isEqualTo("Liaoyuan <agent@example.com>");
        assertThat(came.getHeader("Message-ID")).containsExactly("<" + KEY + "@example.com>");
        assertThat(result.output().at("/to")).hasSize(3);
        assertThat(result.output().at("/text").asString())
                .isEqualTo("sent to ada@example.com, bob@example.com, carol@example.com");
        assertThat(TOOL.effect(values(1, Map.of()))).isEqualTo(Tool.Effect.ONCE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "subject | Hi\\r\\nBcc: eve@example.com",
                "subject | Hi\\nBcc: eve@example.com\\n\\nAnother text",
                "to | ada@example.com\\r\\nBcc: eve@example.com",
                "to | \"Ada\\r\\nBcc: eve@example.com\" <ada@example.com>",
                "cc | <bob@example.com>\\nBcc: eve@example.com",
                "text | Hi\\r\\n.\\r\\nMAIL FROM:<x@example.com>\\r\\nRCPT TO:<eve@example.com>\\r\\nDATA"
            })
    void nothingThatIsFilledInBecomesAHeaderOrACommand(String field, String attack) throws Exception {
        int before = SERVER.getReceivedMessages().length;
        String value = attack.replace("\\r", "\r").replace("\\n", "\n");

        try {
            send(Map.of(field, value));
        } catch (ToolFailure refused) {
            assertThat(refused.reason()).isEqualTo(ToolFailure.Reason.VALUE);
        }

        // the server has one for each recipient
        MimeMessage[] all = SERVER.getReceivedMessages();
        assertThat(all.length - before).isLessThanOrEqualTo(field.equals("cc") ? 2 : 1);
        for (int i = before; i < all.length; i++) {
            assertThat(all[i].getHeader("Bcc")).isNull();
            assertThat(all[i].getAllRecipients())
                    .extracting(one -> ((InternetAddress) one).getAddress())
                    .isSubsetOf("ada@example.com", "bob@example.com");
        }
        assertThat(SERVER.getUserManager().getUserByEmail("eve@example.com")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ada", "ada@", "ada@example.com bob@example.com", "friends: ada@example.com;", "a@b@c"})
    void whatIsNoAddressIsRefused(String to) {
        assertThatThrownBy(() -> send(Map.of("to", to)))
                .isInstanceOfSatisfying(
                        ToolFailure.class, e -> assertThat(e.reason()).isEqualTo(ToolFailure.Reason.VALUE));
    }

    @Test
    void filesOfTheRunGoWithIt() throws Exception {
        send(Map.of("attachments", "周报 1.csv\n", "subject", "with a file"));

        MimeMultipart parts = (MimeMultipart) came("with a file").getContent();
        assertThat(parts.getBodyPart(0).getContent().toString()).startsWith("A line.");
        assertThat(MimeUtility.decodeText(parts.getBodyPart(1).getFileName())).isEqualTo("周报 1.csv");
        assertThat(parts.getBodyPart(1).getInputStream().readAllBytes()).isEqualTo(SHEET);
        assertThatThrownBy(() -> send(Map.of("attachments", "../passwd")))
                .isInstanceOfSatisfying(
                        ToolFailure.class, e -> assertThat(e.reason()).isEqualTo(ToolFailure.Reason.VALUE));
        assertThatThrownBy(() -> send(Map.of("attachments", "none.csv"))).hasMessageContaining("none.csv");
    }

    @Test
    void recipientsAreBounded() {
        String many =
                IntStream.range(0, 51).mapToObj(i -> "a" + i + "@example.com").collect(Collectors.joining(","));

        assertThatThrownBy(() -> send(Map.of("to", many))).hasMessageContaining("51");
    }

    @Test
    void aPasswordIsFilledInForTheServerAloneAndAWrongOneIsRefused() throws Exception {
        send(Map.of("user", "post", "password", "MARK", "subject", "with a password"));

        assertThat(came("with a password").getAllRecipients()).hasSize(1);
        assertThatThrownBy(() -> send(Map.of("user", "post", "password", "guess")))
                .isInstanceOfSatisfying(ToolFailure.class, e -> {
                    assertThat(e.reason()).isEqualTo(ToolFailure.Reason.REFUSED);
                    assertThat(e).hasMessageNotContaining("guess");
                });
    }

    private static ToolFailure.Reason failing(String... says) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread thread = Thread.ofVirtual().start(() -> answer(server, says));
            try {
                use(values(server.getLocalPort(), Map.of()));
                throw new AssertionError("it was sent");
            } catch (ToolFailure e) {
                return e.reason();
            } finally {
                thread.join();
            }
        }
    }

    /** Says one line after another and hangs up. */
    private static void answer(ServerSocket server, String... says) {
        try (Socket socket = server.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            for (int i = 0; i < says.length; i++) {
                if (i > 0) {
                    in.readLine();
                }
                socket.getOutputStream().write((says[i] + "\r\n").getBytes(StandardCharsets.US_ASCII));
            }
            if (says.length > 4) {
                for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {}
            }
        } catch (java.io.IOException e) {
            // it hung up first
        }
    }

    @Test
    void whetherALetterWentOutIsToldFromWhatTheServerSaid() throws Exception {
        assertThat(failing("421 busy")).isEqualTo(ToolFailure.Reason.NO_ANSWER);
        assertThat(failing("220 hello", "250 hello", "250 fine", "450 later")).isEqualTo(ToolFailure.Reason.NO_ANSWER);
        assertThat(failing("220 hello", "250 hello", "250 fine", "550 nobody here"))
                .isEqualTo(ToolFailure.Reason.REFUSED);
        assertThat(failing("220 hello", "250 hello", "250 fine", "250 fine", "354 go on"))
                .isEqualTo(ToolFailure.Reason.UNKNOWN);
    }

    @Test
    void aServerInsideIsNotReachedUnlessTheOperatorAllowsIt() {
        MailTool closed = new MailTool(new PublicAddresses(List.of()), (run, name) -> Optional.empty());
        ToolCall call = new ToolCall(
                values(SERVER.getSmtp().getPort(), Map.of()), UUID.randomUUID(), KEY, Duration.ofSeconds(10));

        assertThatThrownBy(() -> closed.use(call))
                .isInstanceOfSatisfying(
                        ToolFailure.class, e -> assertThat(e.reason()).isEqualTo(ToolFailure.Reason.NOT_OPEN));
    }

    @ParameterizedTest
    @CsvSource({
        "server, smtp.example.com:22, server",
        "server, http://smtp.example.com, server",
        "from, nobody, from",
        "user, ada, password",
        "password, open, password"
    })
    void whatNoLetterCanHaveIsToldBefore(String field, String value, String told) {
        ToolValues values = values(587, Map.of(field, value));

        assertThat(TOOL.check(values)).extracting(Tool.Problem::field).contains(told);
        assertThat(TOOL.check(values(587, Map.of("user", "post", "password", "{{secret.SMTP}}"))))
                .isEmpty();
    }
}
