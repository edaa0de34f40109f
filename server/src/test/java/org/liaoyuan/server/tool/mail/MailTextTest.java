package org.liaoyuan.server.tool.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MailTextTest {

    private static Mail mail(String text) throws MessagingException {
        return Mail.of(new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void aPartWhoseHeadersBeginWithNothingThatGoesOnIsPassedOver() throws MessagingException {
        Mail mail = mail("""
                Subject: Two parts
                Content-Type: multipart/mixed; boundary=b

                --b
                \s
                 goes on from nowhere

                lost
                --b--
                """);

        assertThat(mail.subject()).isEqualTo("Two parts");
        assertThat(mail.text()).isEmpty();
    }

    @Test
    void thePlainTextIsReadBeforeThatOfThePage() throws MessagingException {
        Mail mail = mail("""
                Subject: Both
                Content-Type: multipart/alternative; boundary=b

                --b
                Content-Type: text/html

                <p>page</p>
                --b
                Content-Type: text/plain

                plain
                --b--
                """);

        assertThat(mail.text()).isEqualTo("plain");
    }
}
