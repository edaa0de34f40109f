package org.liaoyuan.server.tool.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;

/**
 * What a person would read of a mail, and what hangs on it. Parts are looked through to a depth and in a number that real mails do not reach.
 *
 * @param text the plain text, else that of the page; empty where there is none
 * @param attached names of files
 */
record MailText(String text, List<String> attached) {

    private static final int DEEPEST = 8;
    private static final int MOST_PARTS = 100;
    private static final int MOST_BYTES = 400_000;
    private static final int LONGEST_NAME = 200;

    static MailText of(Part mail) {
        Reading reading = new Reading();
        reading.look(mail, 0);
        String text = reading.plain.toString().isBlank()
                ? Jsoup.parse(reading.page.toString()).text()
                : reading.plain.toString();
        return new MailText(clean(text).strip(), List.copyOf(reading.attached));
    }

    /** PostgreSQL keeps no zero characters; a lone half of a pair is none, either. */
    static String clean(String text) {
        return text.replace("\r\n", "\n").replace("\0", "").replaceAll("[\\x{D800}-\\x{DFFF}]", "\uFFFD");
    }

    private static final class Reading {

        private final StringBuilder plain = new StringBuilder();
        private final StringBuilder page = new StringBuilder();
        private final List<String> attached = new ArrayList<>();
        private int parts;

        /** A part that can't be read is passed over: the others are mail all the same. */
        void look(Part part, int depth) {
            parts++;
            if (parts > MOST_PARTS || depth > DEEPEST) {
                return;
            }
            try {
                String name = part.getFileName();
                if (name != null || Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
                    attached.add(name(name));
                } else if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart several) {
                    for (int i = 0; i < several.getCount(); i++) {
                        look(several.getBodyPart(i), depth + 1);
                    }
                } else if (part.isMimeType("text/html")) {
                    page.append(decoded(part)).append('\n');
                } else if (part.isMimeType("text/*")) {
                    plain.append(decoded(part)).append('\n');
                }
            } catch (MessagingException | IOException | IndexOutOfBoundsException e) {
                // broken as mails of the world are; the last one is the library's answer to headers that begin with a
                // line of spaces and go on
            }
        }

        private static String name(String name) {
            if (name == null) {
                return "?";
            }
            String read;
            try {
                read = MimeUtility.decodeText(name);
            } catch (IOException e) {
                read = name;
            }
            String shown = clean(read.replaceAll("\\p{Cntrl}+", " ")).strip();
            return shown.length() > LONGEST_NAME ? shown.substring(0, LONGEST_NAME) : shown;
        }

        private static String decoded(Part part) throws MessagingException, IOException {
            try (InputStream in = part.getInputStream()) {
                return new String(in.readNBytes(MOST_BYTES), charset(part.getContentType()));
            }
        }

        private static Charset charset(String type) {
            try {
                String name = new ContentType(type).getParameter("charset");
                return name == null ? StandardCharsets.UTF_8 : Charset.forName(MimeUtility.javaCharset(name));
            } catch (ParseException | IllegalArgumentException e) {
                return StandardCharsets.UTF_8;
            }
        }
    }
}
