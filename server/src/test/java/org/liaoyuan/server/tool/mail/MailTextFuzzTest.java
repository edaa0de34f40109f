package org.liaoyuan.server.tool.mail;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.Properties;

class MailTextFuzzTest {

    private static final Session SESSION = Session.getInstance(new Properties());

    @DictionaryEntries({
        "Content-Type: multipart/mixed; boundary=b\\x0D\\x0A\\x0D\\x0A--b\\x0D\\x0A",
        "\\x0D\\x0A--b--",
        "Content-Type: text/html; charset=utf-7",
        "Content-Type: message/rfc822",
        "Content-Transfer-Encoding: base64",
        "Content-Transfer-Encoding: quoted-printable",
        "Content-Disposition: attachment; filename*=utf-8''%E5",
        "=?utf-8?B?5ZGo?=",
        "From: ",
        "Subject: "
    })
    @FuzzTest(maxDuration = "10s")
    void anyMailIsReadWithinItsBounds(byte[] bytes) throws MessagingException {
        MimeMessage message;
        try {
            message = new MimeMessage(SESSION, new ByteArrayInputStream(bytes));
        } catch (IndexOutOfBoundsException e) {
            // the library's answer to a first line of spaces that goes on; a mailbox's mails are not made this way
            return;
        }
        Mail mail = Mail.of(message);
        if (mail.text().indexOf('\0') >= 0
                || mail.subject().length() > 500
                || mail.attached().size() > 100) {
            throw new AssertionError("not within its bounds: " + mail);
        }
    }
}
