package org.liaoyuan.engine.template;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What transformers offers to templates beside Jinja's own; jinjava calls them by reflection, so they are public. */
public final class TemplateFunctions {

    private TemplateFunctions() {}

    /** Refuses the conversation. */
    public static String raiseException(String message) {
        throw new TemplateRefusal(message);
    }

    /** Today, for the conversions that templates use: {@code %d %b %B %m %Y %y %H %M}. Others stay as they are. */
    public static String strftimeNow(String format) {
        LocalDateTime now = LocalDateTime.now();
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                out.append(c);
                continue;
            }
            char conversion = format.charAt(++i);
            String pattern = switch (conversion) {
                case 'd' -> "dd";
                case 'b' -> "MMM";
                case 'B' -> "MMMM";
                case 'm' -> "MM";
                case 'Y' -> "yyyy";
                case 'y' -> "yy";
                case 'H' -> "HH";
                case 'M' -> "mm";
                default -> "";
            };
            out.append(
                    pattern.isEmpty()
                            ? "%" + conversion
                            : now.format(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)));
        }
        return out.toString();
    }
}
