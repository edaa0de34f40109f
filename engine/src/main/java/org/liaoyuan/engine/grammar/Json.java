package org.liaoyuan.engine.grammar;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules of JSON itself, which every grammar may use. */
final class Json {

    static final Expr SPACE = new Expr.Ref("ws");
    static final Expr VALUE = new Expr.Ref("value");
    static final Expr STRING = new Expr.Ref("string");
    static final Expr NUMBER = new Expr.Ref("number");
    static final Expr OBJECT = new Expr.Ref("object");
    static final Expr ARRAY = new Expr.Ref("array");
    /** One character of a string, escaped or not. */
    static final Expr CHAR = new Expr.Ref("char");
    /** The hexadecimal digits after {@code \}{@code u} of a character outside ASCII, a pair of surrogates where it needs one. */
    static final Expr WIDE = new Expr.Ref("wide");

    static final Expr HEX =
            Expr.chars(PatternEscape.DIGIT.or(CodePoints.range('a', 'f')).or(CodePoints.range('A', 'F')));

    private static final CodePoints CONTROL = CodePoints.range(0, 0x1F);
    /** Characters that stand in a string as they are. */
    static final CodePoints PLAIN = CONTROL.or(CodePoints.anyOf("\"\\")).inverse();

    static final Map<String, Expr> RULES = rules();

    private Json() {}

    /** Between two tokens: nothing, a blank, or a line break and an indent. Bounded, or a model could write blanks for ever. */
    private static Expr space() {
        Expr indent = Expr.repeat(Expr.chars(CodePoints.anyOf(" \t")), 0, 20);
        return Expr.choice(Expr.EMPTY, Expr.text(" "), Expr.seq(Expr.text("\n"), indent));
    }

    private static Map<String, Expr> rules() {
        Map<String, Expr> rules = new LinkedHashMap<>();
        rules.put("ws", space());
        rules.put(
                "value",
                Expr.choice(OBJECT, ARRAY, STRING, NUMBER, Expr.text("true"), Expr.text("false"), Expr.text("null")));
        Expr member = Expr.seq(STRING, colon(), VALUE, SPACE);
        rules.put("object", list("{", member, "}"));
        rules.put("array", list("[", Expr.seq(VALUE, SPACE), "]"));
        rules.put("string", Expr.seq(Expr.text("\""), Expr.repeat(CHAR, 0, -1), Expr.text("\"")));
        Expr digit = Expr.chars(PatternEscape.DIGIT);
        Expr whole = Expr.choice(
                Expr.text("0"), Expr.seq(Expr.chars(CodePoints.range('1', '9')), Expr.repeat(digit, 0, 14)));
        rules.put("whole", whole);
        rules.put("integer", Expr.seq(Expr.optional(Expr.text("-")), new Expr.Ref("whole")));
        Expr exponent = Expr.seq(
                Expr.chars(CodePoints.anyOf("eE")),
                Expr.optional(Expr.chars(CodePoints.anyOf("+-"))),
                Expr.repeat(digit, 1, 2));
        rules.put(
                "number",
                Expr.seq(
                        new Expr.Ref("integer"),
                        Expr.optional(Expr.seq(Expr.text("."), Expr.repeat(digit, 1, 15))),
                        Expr.optional(exponent)));
        rules.put(
                "char",
                Expr.choice(
                        Expr.chars(PLAIN),
                        Expr.seq(
                                Expr.text("\\"),
                                Expr.choice(
                                        Expr.chars(CodePoints.anyOf("\"\\/bfnrt")),
                                        Expr.seq(Expr.text("u"), Expr.choice(narrow(), WIDE))))));
        rules.put("wide", wide());
        return rules;
    }

    static Expr colon() {
        return Expr.seq(Expr.optional(Expr.text(" ")), Expr.text(":"), SPACE);
    }

    private static Expr list(String open, Expr member, String close) {
        Expr more = Expr.repeat(Expr.seq(Expr.text(","), SPACE, member), 0, -1);
        return Expr.seq(Expr.text(open), SPACE, Expr.optional(Expr.seq(member, more)), Expr.text(close));
    }

    /** U+0000 to U+007F. */
    private static Expr narrow() {
        return Expr.seq(Expr.text("00"), Expr.chars(CodePoints.range('0', '7')), HEX);
    }

    /** From U+0080 on; a lone surrogate is no character, and a pair is one. */
    private static Expr wide() {
        CodePoints letters = CodePoints.anyOf("abcefABCEF");
        Expr high = Expr.seq(Expr.chars(CodePoints.anyOf("89abAB")), HEX, HEX);
        Expr low = Expr.seq(
                Expr.text("\\u"),
                Expr.chars(CodePoints.anyOf("dD")),
                Expr.chars(CodePoints.anyOf("cdefCDEF")),
                HEX,
                HEX);
        return Expr.choice(List.of(
                Expr.seq(Expr.text("00"), Expr.chars(CodePoints.anyOf("89abcdefABCDEF")), HEX),
                Expr.seq(
                        Expr.text("0"),
                        Expr.chars(CodePoints.range('1', '9').or(CodePoints.anyOf("abcdefABCDEF"))),
                        HEX,
                        HEX),
                Expr.seq(Expr.chars(CodePoints.range('1', '9').or(letters)), HEX, HEX, HEX),
                Expr.seq(
                        Expr.chars(CodePoints.anyOf("dD")),
                        Expr.choice(Expr.seq(Expr.chars(CodePoints.range('0', '7')), HEX, HEX), Expr.seq(high, low)))));
    }
}
