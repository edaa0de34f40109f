package org.liaoyuan.server.tool;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** Headers that are kept for another system and sent with each request to it: their values are secrets. */
public final class Headers {

    private static final int MOST = 20;
    private static final int LONGEST_VALUE = 4_000;
    private static final JsonMapper JSON = new JsonMapper();

    /** RFC 9110, 5.6.2. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]{1," + LONGEST_VALUE + "}");

    /** Of the messages themselves. */
    private static final Set<String> OURS = Set.of(
            "host",
            "connection",
            "content-length",
            "content-type",
            "transfer-encoding",
            "upgrade",
            "te",
            "trailer",
            "accept",
            "accept-encoding",
            "expect",
            "cookie");

    private Headers() {}

    /** Whether it says how a message is sent, and is set by who sends it. */
    public static boolean areOurs(String name) {
        return OURS.contains(name.toLowerCase(Locale.ROOT));
    }

    /**
     * Checks what somebody wants to be kept.
     *
     * @param others names, in small letters, that a protocol sets beside those of all messages
     * @throws IllegalArgumentException if one is none; it names the header, and never its value
     */
    public static void check(Map<String, String> headers, Set<String> others) {
        if (headers.size() > MOST) {
            throw new IllegalArgumentException("headers has " + headers.size() + " entries; expected at most " + MOST);
        }
        headers.forEach((name, value) -> {
            if (!NAME.matcher(name).matches() || areOurs(name) || others.contains(name.toLowerCase(Locale.ROOT))) {
                String shown = name.replaceAll("\\p{Cntrl}+", " ");
                throw new IllegalArgumentException("headers has '"
                        + (shown.length() > 100 ? shown.substring(0, 100) + "…" : shown)
                        + "', which is no name of a header or one that the protocol sets by itself");
            }
            if (!VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException("headers." + name
                        + " is empty, too long or has characters that headers don't take; expected 1 to "
                        + LONGEST_VALUE + " of ASCII, on one line");
            }
        });
    }

    /** As they are sealed. */
    public static String written(Map<String, String> headers) {
        return JSON.writeValueAsString(headers);
    }

    /** What {@link #written} wrote. */
    public static Map<String, String> read(String written) {
        Map<String, String> headers = new TreeMap<>();
        JSON.readTree(written)
                .properties()
                .forEach(each -> headers.put(each.getKey(), each.getValue().asString()));
        return headers;
    }

    /** Their names, in order: all that is shown of them. */
    public static String[] names(Map<String, String> headers) {
        return headers.keySet().stream().sorted().toArray(String[]::new);
    }
}
