package org.liaoyuan.server.tool.mail;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where mail is handed in, or lies. */
record MailServer(String host, int port) {

    private static final Pattern WRITTEN = Pattern.compile("([A-Za-z0-9._-]{1,253})(?::(\\d{1,5}))?");

    /** What is spoken there: a node can't be led to other services of low ports. */
    enum Protocol {
        /** Submission, RFC 6409. */
        SMTP(587, Set.of(25, 465, 587)),
        /** RFC 9051 and 8314. */
        IMAP(993, Set.of(143, 993));

        private final int usual;
        private final Set<Integer> ports;

        Protocol(int usual, Set<Integer> ports) {
            this.usual = usual;
            this.ports = ports;
        }
    }

    static Optional<MailServer> of(String text, Protocol protocol) {
        Matcher parts = WRITTEN.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        int port = parts.group(2) == null ? protocol.usual : Integer.parseInt(parts.group(2));
        boolean isOfMail = protocol.ports.contains(port) || port > 1023 && port < 1 << 16;
        return isOfMail ? Optional.of(new MailServer(parts.group(1).toLowerCase(Locale.ROOT), port)) : Optional.empty();
    }
}
