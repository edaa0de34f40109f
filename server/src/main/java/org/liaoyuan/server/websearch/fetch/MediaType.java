package org.liaoyuan.server.websearch.fetch;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a server says that it sends.
 *
 * @param name in lower case; empty if it says none
 * @param charset as it is written; null for none
 */
record MediaType(String name, @Nullable String charset) {

    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([\\w.:+-]{1,40})");

    static MediaType of(@Nullable String header) {
        if (header == null) {
            return new MediaType("", null);
        }
        int end = header.indexOf(';');
        String name = (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        Matcher charset = CHARSET.matcher(header);
        return new MediaType(name, charset.find() ? charset.group(1) : null);
    }
}
