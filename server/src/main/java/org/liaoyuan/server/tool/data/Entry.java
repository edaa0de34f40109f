package org.liaoyuan.server.tool.data;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a feed has an entry for.
 *
 * @param title one line, without markup
 * @param link empty for none
 * @param text without markup, cut
 * @param published null where the feed does not say it
 */
record Entry(
        String source,
        String title,
        String link,
        String text,
        @Nullable Instant published) {

    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_LINK = 2_000;
    private static final int LONGEST_TEXT = 600;
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    static Entry of(String source, String title, String link, String text, @Nullable Instant published) {
        return new Entry(
                source,
                cut(plain(title), LONGEST_TITLE),
                cut(link.strip().replaceAll("\\s", ""), LONGEST_LINK),
                cut(plain(text), LONGEST_TEXT),
                published);
    }

    private static String plain(String markup) {
        return Jsoup.parse(markup).text().replace("\0", "").strip();
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end);
    }

    /** The same for two that tell of the same, as far as titles say it: letters and digits. */
    static String folded(String title) {
        return NO_WORD.matcher(title.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    /** An address without what differs between two ways to the same page. */
    static String page(String link) {
        try {
            URI uri = new URI(link.strip());
            String query = Optional.ofNullable(uri.getRawQuery())
                    .map(q -> q.replaceAll("(?<=^|&)(utm_[^&]*|from=[^&]*|spm=[^&]*)(&|$)", "")
                            .replaceAll("&$", ""))
                    .filter(q -> !q.isEmpty())
                    .map(q -> "?" + q)
                    .orElse("");
            String host = Optional.ofNullable(uri.getRawAuthority()).orElse("").toLowerCase(Locale.ROOT);
            String path = Optional.ofNullable(uri.getRawPath()).orElse("");
            return host + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path) + query;
        } catch (URISyntaxException e) {
            return link.strip();
        }
    }

    boolean holds(String word) {
        String small = word.toLowerCase(Locale.ROOT);
        return title.toLowerCase(Locale.ROOT).contains(small)
                || text.toLowerCase(Locale.ROOT).contains(small);
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("source", source)
                .put("title", title)
                .put("link", link)
                .put("text", text)
                .put("published", published == null ? "" : published.toString());
    }
}
