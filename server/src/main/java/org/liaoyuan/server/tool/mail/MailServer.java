package org.liaoyuan.server.tool.mail;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where mail is handed in. */
record MailServer(String host, int port) {

    /** Submission, RFC 6409. */
    private static final int USUAL_PORT = 587;

    private static final Pattern WRITTEN = Pattern.compile("([A-Za-z0-9._-]{1,253})(?::(\\d{1,5}))?");

    static Optional<MailServer> of(String text) {
        Matcher parts = WRITTEN.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        int port = parts.group(2) == null ? USUAL_PORT : Integer.parseInt(parts.group(2));
        boolean isOfMail = port == 25 || port == 465 || port == USUAL_PORT || port > 1023 && port < 1 << 16;
        return isOfMail ? Optional.of(new MailServer(parts.group(1).toLowerCase(Locale.ROOT), port)) : Optional.empty();
    }
}
