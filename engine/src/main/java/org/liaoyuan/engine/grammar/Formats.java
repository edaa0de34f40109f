package org.liaoyuan.engine.grammar;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The formats of JSON Schema as sets of texts, each a part of what its RFC allows: what a model should write, not all that a
 * reader must take. Unknown formats are annotations and have no entry.
 */
final class Formats {

    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,20}[A-Za-z0-9])?";
    /** At most ten labels of at most 22 characters, so the whole stays below 253; no "--", which would make an A-label of it. */
    private static final String HOST = "^(?!.*--)" + LABEL + "(?:\\." + LABEL + "){0,9}$";

    private static final String YEAR = "[0-9]{4}";
    private static final String LEAP_YEAR =
            "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)";
    private static final String DATE = "(?:" + YEAR + "-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
            + "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|" + LEAP_YEAR + "-02-29)";
    private static final String TIME =
            "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+](?:0[0-9]|1[0-3]):[0-5][0-9]|-(?:0[1-9]|1[0-1]):[0-5][0-9])";
    private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final String SEGMENT = "(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})";
    private static final String PATH_AND_QUERY =
            "(?:/" + SEGMENT + "*)*(?:\\?(?:" + SEGMENT + "|[/?])*)?(?:#(?:" + SEGMENT + "|[/?])*)?";
    private static final String NAME =
            "[A-Za-z0-9](?:[A-Za-z0-9-]{0,20}[A-Za-z0-9])?(?:\\.[A-Za-z0-9]{1,20}){0,2}\\.[A-Za-z]{2,10}";
    private static final String URI = "(?:(?:https?|ftp)://" + NAME + "(?::[1-9][0-9]{0,3})?" + PATH_AND_QUERY
            + "|mailto:[A-Za-z0-9._-]+@" + NAME + "|urn:[a-z][a-z0-9]{1,30}:[A-Za-z0-9._:-]+)";
    private static final String LOCAL = "[A-Za-z0-9][A-Za-z0-9_+-]{0,20}(?:\\.[A-Za-z0-9][A-Za-z0-9_+-]{0,20}){0,2}";
    private static final String H16 = "[0-9A-Fa-f]{1,4}";
    private static final String HEX = "[0-9A-Fa-f]";
    private static final String POINTER = "(?:/(?:[^/~#\\u0000-\\u001F\\u007F-\\u009F]|~[01])*)*";
    private static final String DURATION_TIME =
            "T(?:[0-9]{1,9}H(?:[0-9]{1,9}M(?:[0-9]{1,9}S)?)?|[0-9]{1,9}M(?:[0-9]{1,9}S)?|[0-9]{1,9}S)";
    private static final String DURATION_DATE =
            "(?:[0-9]{1,9}Y(?:[0-9]{1,9}M(?:[0-9]{1,9}D)?)?|[0-9]{1,9}M(?:[0-9]{1,9}D)?|[0-9]{1,9}D)";

    private static final Map<String, String> PATTERNS = Map.ofEntries(
            Map.entry("date", "^" + DATE + "$"),
            Map.entry("time", "^" + TIME + "$"),
            Map.entry("date-time", "^" + DATE + "T" + TIME + "$"),
            Map.entry(
                    "duration",
                    "^P(?:" + DURATION_DATE + "(?:" + DURATION_TIME + ")?|" + DURATION_TIME + "|[0-9]{1,9}W)$"),
            Map.entry("email", "^" + LOCAL + "@" + NAME + "$"),
            Map.entry("idn-email", "^" + LOCAL + "@" + NAME + "$"),
            Map.entry("hostname", HOST),
            // upper case is no part of an internationalised name
            Map.entry("idn-hostname", HOST.replace("A-Z", "")),
            Map.entry("ipv4", "^" + BYTE + "(?:\\." + BYTE + "){3}$"),
            Map.entry("ipv6", "^(?:" + H16 + "(?::" + H16 + "){7}|" + compressed() + "|::)$"),
            Map.entry("uri", "^" + URI + "$"),
            Map.entry("iri", "^" + URI + "$"),
            Map.entry("uri-reference", "^(?:" + URI + "|" + rootedPath() + ")$"),
            Map.entry("iri-reference", "^(?:" + URI + "|" + rootedPath() + ")$"),
            Map.entry("uri-template", "^(?:[A-Za-z0-9/._~:?&=@-]|\\{[A-Za-z][A-Za-z0-9_]*\\})*$"),
            Map.entry("uuid", "^" + HEX + "{8}-" + HEX + "{4}-" + HEX + "{4}-" + HEX + "{4}-" + HEX + "{12}$"),
            Map.entry("json-pointer", "^" + POINTER + "$"),
            Map.entry("relative-json-pointer", "^(?:0|[1-9][0-9]{0,8})(?:#|" + POINTER + ")$"),
            // any letter, digit or blank is an expression for itself
            Map.entry("regex", "^\\^?[A-Za-z0-9 _-]+\\$?$"));

    private static final Map<String, Automaton> COMPILED = new ConcurrentHashMap<>();

    private Formats() {}

    static Optional<Automaton> of(String format) {
        String pattern = PATTERNS.get(format);
        return pattern == null
                ? Optional.empty()
                : Optional.of(COMPILED.computeIfAbsent(format, ignored -> EcmaPattern.compile(pattern)));
    }

    /** "::" once, with at most six groups around it in all. */
    private static String compressed() {
        StringBuilder options = new StringBuilder("(?:" + H16 + ":){1,6}:");
        for (int before = 0; before <= 5; before++) {
            options.append("|")
                    .append(before == 0 ? ":" : "(?:" + H16 + ":){" + before + "}")
                    .append("(?::" + H16 + "){1," + (6 - before) + "}");
        }
        return options.toString();
    }

    /** A path from the root; "//" would begin a host. */
    private static String rootedPath() {
        return "(?:/" + SEGMENT + "+)+(?:/)?(?:\\?(?:" + SEGMENT + "|[/?])*)?(?:#(?:" + SEGMENT + "|[/?])*)?";
    }
}
