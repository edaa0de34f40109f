package org.liaoyuan.server.assistant.proof;

import java.net.URI;
import java.util.Collection;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.liaoyuan.server.assistant.frame.Language;

/**
 * Takes links out of an answer that was shown somebody else's text. A document may ask a model to put what was said into an address; an
 * address that the person or a passage holds letter for letter has nothing of that in it and stays, every other one goes. Text in code
 * is no link.
 */
public final class Links {

    /** What becomes a link without any mark around it. */
    private static final String ADDRESS =
            "(?i:[a-z][a-z0-9+.-]{1,20}:/{1,3}|mailto:|www\\.)[^\\s<>\\[\\]\"'`，。；、！？（）《》】）]+";

    private static final Pattern LINK =
            Pattern.compile("(?<code>(?ms:^ {0,3}(?<fence>```+|~~~+).*?(?:^ {0,3}\\k<fence>[`~]*\\s*$|\\z))|`[^`\\n]+`)"
                    // [label](address "title"), with an image's mark; the address may be in angles
                    + "|!?\\[(?<label>[^\\]\\n]{0,400})\\]\\(\\s*<?(?<inline>[^\\s)>]{0,4000})>?(?:\\s[^)\\n]{0,400})?\\)"
                    // [1]: address
                    + "|(?m:^ {0,3}\\[(?<name>[^\\]\\n]{1,400})\\]:\\s*<?(?<reference>[^\\s>]{1,4000})>?.*$)"
                    + "|<(?<angle>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\\s<>]{0,4000})>"
                    + "|(?<bare>" + ADDRESS + ")");

    private Links() {}

    /**
     * The answer without the others.
     *
     * @param known texts whose addresses may stay: of the passages, and what the person said
     */
    public static String only(Collection<String> known, String answer, Language language) {
        return LINK.matcher(answer)
                .replaceAll(found -> Matcher.quoteReplacement(replaced(known, found.group(), found, language)));
    }

    private static String replaced(Collection<String> known, String whole, MatchResult found, Language language) {
        if (found.group("code") != null) {
            return whole;
        }
        String inline = found.group("inline");
        String reference = found.group("reference");
        String angle = found.group("angle");
        String bare = found.group("bare");
        String address = Stream.of(inline, reference, angle)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> trimmed(String.valueOf(bare)));
        // a place in this page: a citation
        if (address.isEmpty() || address.startsWith("#") || isKnown(known, address)) {
            return whole;
        }
        String gone = gone(address, language);
        if (inline != null) {
            return found.group("label") + gone;
        }
        if (reference != null) {
            return found.group("name") + gone;
        }
        return angle != null ? gone.strip() : gone.strip() + whole.substring(address.length());
    }

    private static boolean isKnown(Collection<String> known, String address) {
        return known.stream().anyMatch(text -> holds(text, address));
    }

    /** As a whole: an address that only begins as a known one does is another. */
    private static boolean holds(String text, String address) {
        for (int at = text.indexOf(address); at >= 0; at = text.indexOf(address, at + 1)) {
            int end = at + address.length();
            if (end == text.length() || !isOfAddress(text, end)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfAddress(String text, int at) {
        String rest = trimmed(text.substring(at, Math.min(text.length(), at + 2)));
        return !rest.isEmpty() && rest.matches("(?s)[A-Za-z0-9/?&=%#@:_~+.-].*");
    }

    /** A full stop after an address ends the sentence. */
    private static String trimmed(String address) {
        return address.replaceAll("[.,;:!?)*_]+$", "");
    }

    private static String gone(String address, Language language) {
        String host = host(address);
        String of = host.isEmpty() ? "" : (language == Language.ZH ? "：" : ": ") + host;
        return language == Language.ZH ? "（已去掉链接" + of + "）" : " (link removed" + of + ")";
    }

    /** Its host, with a gap, so that nothing makes a link of it again. */
    private static String host(String address) {
        try {
            String host = URI.create(address.startsWith("www.") ? "https://" + address : address)
                    .getHost();
            return host == null || host.length() > 60 ? "" : host.replace(".", "[.]");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
