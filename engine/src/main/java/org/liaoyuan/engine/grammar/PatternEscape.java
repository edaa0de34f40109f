package org.liaoyuan.engine.grammar;

import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Reads one escape, from its backslash on. */
final class PatternEscape {

    static final CodePoints DIGIT = CodePoints.range('0', '9');
    static final CodePoints WORD =
            DIGIT.or(CodePoints.range('a', 'z')).or(CodePoints.range('A', 'Z')).or(CodePoints.of('_'));
    /** WhiteSpace and LineTerminator of ECMA-262. */
    static final CodePoints SPACE = CodePoints.anyOf("\t\n\u000B\f\r \u00A0\u1680\u2028\u2029\u202F\u205F\u3000\uFEFF")
            .or(CodePoints.range(0x2000, 0x200A));

    /** Each takes a walk over all of Unicode; there are some hundreds of names. */
    private static final ConcurrentHashMap<String, CodePoints> PROPERTIES = new ConcurrentHashMap<>();

    private static final String SYNTAX = "^$\\.*+?()[]{}|/-";

    private final PatternInput in;

    PatternEscape(PatternInput in) {
        this.in = in;
    }

    CodePoints outsideClass() {
        in.take("\\");
        if (in.startsWith("b") || in.startsWith("B")) {
            throw in.refuse("word boundaries are not supported");
        }
        return rest();
    }

    CodePoints insideClass() {
        in.take("\\");
        return in.take("b") ? CodePoints.of('\b') : rest();
    }

    private CodePoints rest() {
        int c = in.next();
        return switch (c) {
            case 'd' -> DIGIT;
            case 'D' -> DIGIT.inverse();
            case 'w' -> WORD;
            case 'W' -> WORD.inverse();
            case 's' -> SPACE;
            case 'S' -> SPACE.inverse();
            case 't' -> CodePoints.of('\t');
            case 'n' -> CodePoints.of('\n');
            case 'v' -> CodePoints.of(0x0B);
            case 'f' -> CodePoints.of('\f');
            case 'r' -> CodePoints.of('\r');
            case '0' -> CodePoints.of(0);
            case 'c' -> CodePoints.of(control());
            case 'x' -> CodePoints.of(in.hex(2));
            case 'u' -> CodePoints.of(unicode());
            case 'p' -> property();
            case 'P' -> property().inverse();
            default -> itself(c);
        };
    }

    private CodePoints itself(int c) {
        if (c >= '1' && c <= '9' || c == 'k') {
            throw in.refuse("back references are not supported");
        }
        if (SYNTAX.indexOf(c) < 0 && Character.isLetterOrDigit(c)) {
            throw in.refuse("\\" + Character.toString(c) + " is no escape of ECMA-262");
        }
        return CodePoints.of(c);
    }

    private int control() {
        int letter = in.next();
        if (WORD.minus(DIGIT).minus(CodePoints.of('_')).contains(letter)) {
            return letter % 32;
        }
        throw in.refuse("\\c needs a letter");
    }

    private int unicode() {
        if (in.take("{")) {
            int value = 0;
            while (!in.take("}")) {
                value = value * 16 + in.hex(1);
                if (value > Character.MAX_CODE_POINT) {
                    throw in.refuse("there is no such code point");
                }
            }
            return value;
        }
        int value = in.hex(4);
        int here = in.position();
        if (Character.isHighSurrogate((char) value) && in.take("\\u")) {
            if (!in.startsWith("{")) {
                int low = in.hex(4);
                if (Character.isLowSurrogate((char) low)) {
                    return Character.toCodePoint((char) value, (char) low);
                }
            }
            in.reset(here);
        }
        return value;
    }

    /** Unicode properties, by Java's tables. */
    private CodePoints property() {
        if (!in.take("{")) {
            throw in.refuse("\\p needs a property in braces");
        }
        StringBuilder name = new StringBuilder();
        while (!in.take("}")) {
            name.appendCodePoint(in.next());
        }
        return PROPERTIES.computeIfAbsent(name.toString(), this::characters);
    }

    private CodePoints characters(String name) {
        String property = name.replaceFirst("^(General_Category|gc)=", "")
                .replaceFirst("^(Script|sc|Script_Extensions|scx)=", "script=");
        for (String java : new String[] {"Is" + property, property}) {
            try {
                var matcher = Pattern.compile("\\p{" + longName(java) + "}").matcher("");
                Work.charge(2_000_000);
                return CodePoints.where(
                        c -> matcher.reset(Character.toString(c)).matches());
            } catch (IllegalArgumentException e) {
                continue;
            }
        }
        throw in.refuse("the property \\p{" + name + "} is not known");
    }

    /** Java knows the short names of categories only. */
    private static String longName(String property) {
        return switch (property) {
            case "Letter" -> "L";
            case "Uppercase_Letter" -> "Lu";
            case "Lowercase_Letter" -> "Ll";
            case "Mark" -> "M";
            case "Number" -> "N";
            case "Decimal_Number", "digit" -> "Nd";
            case "Punctuation", "punct" -> "P";
            case "Symbol" -> "S";
            case "Separator" -> "Z";
            case "Control", "cntrl" -> "Cc";
            case "Emoji" -> "IsEmoji";
            default -> property;
        };
    }
}
