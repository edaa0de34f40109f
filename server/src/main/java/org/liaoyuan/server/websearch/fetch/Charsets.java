package org.liaoyuan.server.websearch.fetch;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a page's bytes are characters: what a byte order mark says, else the header, else the page itself, else what fits. */
final class Charsets {

    private static final int HEAD = 4096;
    private static final Pattern IN_THE_PAGE = Pattern.compile("(?i)charset\\s*=\\s*[\"']?\\s*([\\w.:+-]{1,40})");

    /** Browsers read these as the larger set that came after. */
    private static final Set<String> CHINESE = Set.of("gb2312", "gbk", "gb_2312-80", "x-gbk", "csgb2312");

    private Charsets() {}

    static String text(byte[] bytes, @Nullable String header) {
        Charset charset = of(bytes, header);
        String text = new String(bytes, charset);
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    static Charset of(byte[] bytes, @Nullable String header) {
        return marked(bytes)
                .or(() -> named(header))
                .or(() -> named(inThePage(bytes)))
                .orElseGet(() -> isUtf8(bytes) ? StandardCharsets.UTF_8 : chinese());
    }

    private static Charset chinese() {
        return named("gb18030").orElse(StandardCharsets.UTF_8);
    }

    private static Optional<Charset> marked(byte[] bytes) {
        if (starts(bytes, 0xef, 0xbb, 0xbf)) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        if (starts(bytes, 0xfe, 0xff)) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        return starts(bytes, 0xff, 0xfe) ? Optional.of(StandardCharsets.UTF_16LE) : Optional.empty();
    }

    private static boolean starts(byte[] bytes, int... start) {
        for (int i = 0; i < start.length; i++) {
            if (bytes.length <= i || (bytes[i] & 0xff) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String inThePage(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(HEAD, bytes.length), StandardCharsets.ISO_8859_1);
        Matcher found = IN_THE_PAGE.matcher(head);
        // a page whose bytes say so can't be UTF-16
        return found.find() && !found.group(1).toLowerCase(Locale.ROOT).startsWith("utf-16") ? found.group(1) : null;
    }

    private static Optional<Charset> named(@Nullable String name) {
        if (name == null) {
            return Optional.empty();
        }
        try {
            Charset charset = Charset.forName(CHINESE.contains(name.toLowerCase(Locale.ROOT)) ? "gb18030" : name);
            return charset.canEncode() ? Optional.of(charset) : Optional.empty();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    /** A character that is cut off at the end is none the worse. */
    private static boolean isUtf8(byte[] bytes) {
        int end = bytes.length;
        for (int i = 0; i < 3 && end > 0 && (bytes[end - 1] & 0x80) != 0; i++) {
            end--;
            if ((bytes[end] & 0x40) != 0) {
                break;
            }
        }
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, 0, end));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
