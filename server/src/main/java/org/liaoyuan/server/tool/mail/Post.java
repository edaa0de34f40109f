package org.liaoyuan.server.tool.mail;

import jakarta.activation.DataHandler;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.liaoyuan.server.net.PublicAddresses;
import org.liaoyuan.server.tool.ToolCall;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolFailure.Reason;
import org.liaoyuan.server.tool.ToolValues;

/**
 * Hands letters to mail servers. It connects to what {@link PublicAddresses} lets through; without TLS, to servers in the operator's own
 * network alone.
 */
final class Post {

    private static final int CONNECT_MILLIS = 10_000;

    private final PublicAddresses addresses;

    Post(PublicAddresses addresses) {
        this.addresses = addresses;
    }

    void send(Letter letter, MailServer server, ToolCall call) {
        Session session = session(call);
        MimeMessage message = message(session, letter);
        try (Socket socket = connected(server, call)) {
            SMTPTransport transport = new SMTPTransport(session, account(server, call));
            try (transport) {
                open(transport, socket);
                transport.sendMessage(message, message.getAllRecipients());
            } catch (MessagingException e) {
                throw failure(e);
            }
        } catch (IOException e) {
            throw new ToolFailure(
                    Reason.NO_ANSWER,
                    "the mail server can't be reached: " + e.getClass().getSimpleName());
        }
    }

    private static void open(SMTPTransport transport, Socket socket) {
        try {
            transport.connect(socket);
        } catch (AuthenticationFailedException e) {
            throw new ToolFailure(Reason.REFUSED, "the mail server does not take this user and password");
        } catch (MessagingException e) {
            // nothing was sent yet
            Reason reason = e.getCause() instanceof SSLException ? Reason.REFUSED : Reason.NO_ANSWER;
            throw new ToolFailure(reason, "the mail server could not be spoken to: " + words(e));
        }
    }

    private static Session session(ToolCall call) {
        ToolValues values = call.values();
        String security = values.text(MailTool.SECURITY);
        String user = values.text(MailTool.USER);
        Properties properties = new Properties();
        properties.put("mail.smtp.timeout", Long.toString(call.limit().toMillis()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.sendpartial", "false");
        properties.put("mail.smtp.allow8bitmime", "true");
        properties.put("mail.smtp.quitwait", "false");
        if (security.equals("starttls")) {
            properties.put("mail.smtp.starttls.enable", "true");
            properties.put("mail.smtp.starttls.required", "true");
        }
        if (!user.isEmpty()) {
            properties.put("mail.smtp.auth", "true");
        }
        return Session.getInstance(properties);
    }

    private static URLName account(MailServer server, ToolCall call) {
        String user = call.values().text(MailTool.USER);
        return user.isEmpty()
                ? new URLName("smtp", server.host(), server.port(), null, null, null)
                : new URLName(
                        "smtp",
                        server.host(),
                        server.port(),
                        null,
                        user,
                        call.secrets().fill(call.values().text(MailTool.PASSWORD), server.host()));
    }

    private Socket connected(MailServer server, ToolCall call) throws IOException {
        String security = call.values().text(MailTool.SECURITY);
        InetAddress address = MailAccount.address(addresses, server, security);
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(address, server.port()), CONNECT_MILLIS);
            socket.setSoTimeout(Math.toIntExact(call.limit().toMillis()));
            return security.equals("tls") ? secured(socket, server) : socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static Socket secured(Socket socket, MailServer server) throws IOException {
        SSLSocket secured = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault())
                .createSocket(socket, server.host(), server.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        try {
            secured.startHandshake();
        } catch (SSLException e) {
            throw new ToolFailure(
                    Reason.REFUSED, "no secure connection to the mail server: its certificate is not trusted");
        }
        return secured;
    }

    private static MimeMessage message(Session session, Letter letter) {
        MimeMessage message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", letter.id());
            }
        };
        try {
            message.setFrom(letter.from());
            message.setRecipients(Message.RecipientType.TO, letter.to().toArray(InternetAddress[]::new));
            message.setRecipients(Message.RecipientType.CC, letter.cc().toArray(InternetAddress[]::new));
            message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
            message.setSentDate(new Date());
            fill(message, letter);
            message.saveChanges();
            return message;
        } catch (MessagingException e) {
            throw new ToolFailure(Reason.VALUE, "no mail can be made of this: " + words(e));
        }
    }

    private static void fill(MimeMessage message, Letter letter) throws MessagingException {
        if (letter.attached().isEmpty()) {
            message.setText(letter.text(), StandardCharsets.UTF_8.name());
            return;
        }
        MimeMultipart parts = new MimeMultipart();
        MimeBodyPart text = new MimeBodyPart();
        text.setText(letter.text(), StandardCharsets.UTF_8.name());
        parts.addBodyPart(text);
        for (Map.Entry<String, byte[]> file : letter.attached().entrySet()) {
            MimeBodyPart part = new MimeBodyPart();
            part.setDataHandler(new DataHandler(new ByteArrayDataSource(file.getValue(), "application/octet-stream")));
            part.setFileName(file.getKey());
            part.setDisposition(Part.ATTACHMENT);
            parts.addBodyPart(part);
        }
        message.setContent(parts);
    }

    private static ToolFailure failure(MessagingException e) {
        int code = code(e);
        if (code >= 400 && code < 500) {
            return new ToolFailure(Reason.NO_ANSWER, "the mail server said: " + words(e));
        }
        if (code >= 500) {
            return new ToolFailure(Reason.REFUSED, "the mail server said: " + words(e));
        }
        return new ToolFailure(Reason.UNKNOWN, "the connection to the mail server broke while it was sent");
    }

    /** What the server answered; 0 where it did not. */
    private static int code(MessagingException e) {
        for (Exception each = e;
                each != null;
                each = each instanceof MessagingException m ? m.getNextException() : null) {
            if (each instanceof SMTPAddressFailedException failed) {
                return failed.getReturnCode();
            }
            if (each instanceof SMTPSendFailedException failed && failed.getReturnCode() > 0) {
                return failed.getReturnCode();
            }
            if (each instanceof SendFailedException failed && hasAddresses(failed.getInvalidAddresses())) {
                // those of the address that failed come with it
                continue;
            }
        }
        return 0;
    }

    private static boolean hasAddresses(Address[] addresses) {
        return addresses != null && addresses.length > 0;
    }

    static String words(MessagingException e) {
        String said =
                String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}+", " ").strip();
        return said.length() > 200 ? said.substring(0, 200) + "…" : said;
    }
}
