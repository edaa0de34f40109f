package org.liaoyuan.server.websearch.fetch;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * What a page's reader does not see, or sees on each page of the site: scripts, hidden text, navigation, what asks for consent. What style
 * sheets hide is not known here: nothing of a page is computed.
 */
final class Unseen {

    private static final Set<String> ELEMENTS = Set.of(
            "script",
            "style",
            "noscript",
            "template",
            "iframe",
            "frame",
            "object",
            "embed",
            "svg",
            "math",
            "canvas",
            "audio",
            "video",
            "map",
            "nav",
            "aside",
            "footer",
            "input",
            "select",
            "option",
            "textarea",
            "button",
            "datalist",
            "dialog",
            "menu",
            "head",
            "link",
            "meta");

    private static final Set<String> ROLES = Set.of(
            "navigation",
            "banner",
            "contentinfo",
            "complementary",
            "dialog",
            "alertdialog",
            "alert",
            "search",
            "menu",
            "menubar",
            "tooltip");

    private static final Pattern HIDING = Pattern.compile(
            "display:none|visibility:(hidden|collapse)|opacity:0*\\.?0*(;|!|$)|font-size:0*\\.?[01]?(px|pt|em|rem|%)?(;|!|$)"
                    + "|(left|top|right|text-indent|margin-left|margin-top):-\\d{3,}|clip:rect\\(0|clip-path:inset\\((50|100)%"
                    + "|(^|;)(max-)?(height|width):0(px|em|rem|%)?(;|!|$)"
                    + "|(^|;)color:(transparent|white|#fff|#ffffff|rgba?\\(255,255,255[^)]*\\))(;|!|$)|transform:scale\\(0");

    private static final Pattern HIDING_CLASS =
            Pattern.compile("(?i)(^|\\s)(sr-only|visually-?hidden|screen-reader-text|hidden|d-none|is-hidden)(\\s|$)");

    /** Parts beside the text. Words of their own in class or id: "comment" is one, "commentary" is not. */
    private static final Pattern BESIDE = Pattern.compile(
            "(?i)(^|[\\s_-])(comments?|sidebar|side-?bar|related|recommend(ed|ations?)?|share|sharing|social|breadcrumbs?|cookies?|consent|gdpr"
                    + "|advert(s|isement)?|ads?|promo|sponsor(ed)?|subscribe|newsletter|pagination|pager|toolbar|navbar|nav|menu|footer|popup|modal"
                    + "|login|signup|copyright|disclaimer|hot-?list|rank-?list)([\\s_-]|$)");

    private Unseen() {}

    static boolean is(Element element) {
        return ELEMENTS.contains(element.normalName())
                || ROLES.contains(element.attr("role").toLowerCase(Locale.ROOT))
                || element.hasAttr("hidden")
                || element.attr("aria-hidden").equalsIgnoreCase("true")
                || hides(element.attr("style"))
                || HIDING_CLASS.matcher(cut(element.className())).find();
    }

    private static boolean hides(String style) {
        return !style.isEmpty()
                && HIDING.matcher(cut(style).toLowerCase(Locale.ROOT).replaceAll("\\s+|/\\*.*?\\*/", ""))
                        .find();
    }

    static boolean isBeside(Element element) {
        return BESIDE.matcher(cut(element.className()) + " " + cut(element.id()))
                .find();
    }

    private static String cut(String text) {
        return text.length() <= 1_000 ? text : text.substring(0, 1_000);
    }
}
