package org.liaoyuan.server.tool.mail;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A mail as it lies in a mailbox.
 *
 * @param id as mail programs know it; empty where it has none
 * @param name of who sent it, as they call themselves; their address where they do not
 * @param from their address
 * @param to addresses
 * @param at when it came; null where nobody knows
 * @param text as of {@link MailText}
 * @param attached names of files
 */
record Mail(
        String id,
        String name,
        String from,
        List<String> to,
        String subject,
        @Nullable Instant at,
        String text,
        List<String> attached) {

    private static final int LONGEST_LINE = 500;
    private static final int MOST_ADDRESSES = 50;

    /** What is broken in it is left out. */
    static Mail of(Message message) {
        InternetAddress sender = addresses(() -> message.getFrom()).findFirst().orElse(new InternetAddress());
        MailText text = MailText.of(message);
        String from = line(sender.getAddress());
        String name = line(sender.getPersonal());
        return new Mail(
                line(message instanceof MimeMessage mime ? read(mime::getMessageID) : null),
                name.isEmpty() ? from : name,
                from,
                addresses(() -> message.getRecipients(Message.RecipientType.TO))
                        .map(address -> line(address.getAddress()))
                        .limit(MOST_ADDRESSES)
                        .toList(),
                line(read(message::getSubject)),
                at(message),
                text.text(),
                text.attached());
    }

    private static @Nullable Instant at(Message message) {
        Date at = read(message::getReceivedDate);
        Date written = at == null ? read(message::getSentDate) : at;
        return written == null ? null : written.toInstant();
    }

    private interface Reading<T> {
        @Nullable
        T read() throws MessagingException;
    }

    /** The library answers some broken headers with an index that is out of bounds. */
    private static <T> @Nullable T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (MessagingException | IndexOutOfBoundsException e) {
            return null;
        }
    }

    private static Stream<InternetAddress> addresses(Reading<Address[]> reading) {
        Address[] all = read(reading);
        return all == null
                ? Stream.empty()
                : Arrays.stream(all).filter(InternetAddress.class::isInstance).map(InternetAddress.class::cast);
    }

    private static String line(@Nullable String text) {
        String line = text == null
                ? ""
                : MailText.clean(text.replaceAll("\\p{Cntrl}+", " ")).strip();
        return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
    }
}
