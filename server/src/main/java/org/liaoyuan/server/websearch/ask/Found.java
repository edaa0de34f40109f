package org.liaoyuan.server.websearch.ask;

import java.net.URI;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.liaoyuan.server.net.WebAddress;

/**
 * What a service found: all of it plain text, of whatever the service made of a stranger's page.
 *
 * @param title of the page; never empty
 * @param address http or https
 * @param snippet may be empty
 */
public record Found(String title, URI address, String snippet) {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_SNIPPET = 2_000;
    private static final int LONGEST_READ = 20_000;

    /** Nothing where the address is none that a page can have. */
    static Optional<Found> of(String title, String address, String snippet) {
        return WebAddress.of(address).map(uri -> {
            String name = plain(title, LONGEST_TITLE);
            return new Found(name.isEmpty() ? WebAddress.site(uri) : name, uri, plain(snippet, LONGEST_SNIPPET));
        });
    }

    /** Some services mark words by elements, and write others' characters as entities. */
    static String plain(String text, int most) {
        String read = Jsoup.parseBodyFragment(cut(text, LONGEST_READ)).text();
        String clean = read.replaceAll("[\\p{Cntrl}\\p{Cs}\\ufeff]+", " ")
                .replaceAll("\\s+", " ")
                .strip();
        return cut(clean, most);
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end);
    }
}
