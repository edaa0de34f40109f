package org.liaoyuan.engine.grammar;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code minLength}, {@code maxLength}, {@code pattern} and {@code format}. */
final class StringKeywords {

    private StringKeywords() {}

    static @Nullable Clause of(String keyword, Schema schema) {
        return switch (keyword) {
            case "minLength" -> {
                int least = Keywords.count(schema, keyword);
                yield Clause.exact(
                        longerOrEqual(least),
                        least == 0
                                ? Shapes.NONE
                                : Shapes.strings(List.of(new StringShape(Automaton.ANY, 0, least - 1))));
            }
            case "maxLength" -> {
                int most = Keywords.count(schema, keyword);
                yield Clause.exact(
                        Shapes.ANY.withStrings(List.of(new StringShape(Automaton.ANY, 0, most))),
                        most == Integer.MAX_VALUE
                                ? Shapes.NONE
                                : Shapes.strings(List.of(new StringShape(Automaton.ANY, most + 1, Integer.MAX_VALUE))));
            }
            case "pattern" -> {
                Automaton found = EcmaPattern.compile(Keywords.text(schema, keyword));
                yield Clause.exact(
                        Shapes.ANY.withStrings(some(found)), Shapes.strings(some(Automaton.ANY.minus(found))));
            }
            case "format" -> format(Keywords.text(schema, keyword));
            default -> null;
        };
    }

    private static Shapes longerOrEqual(int least) {
        return Shapes.ANY.withStrings(List.of(new StringShape(Automaton.ANY, least, Integer.MAX_VALUE)));
    }

    private static List<StringShape> some(Automaton texts) {
        return texts.isEmpty() ? List.of() : List.of(StringShape.of(texts));
    }

    /** We write what has the format; whether a text that has it not is accepted is up to the validator. */
    private static @Nullable Clause format(String format) {
        Optional<Automaton> known = Formats.of(format);
        if (known.isEmpty()) {
            return null;
        }
        return new Clause() {
            @Override
            public Shapes holds(Bound bound) {
                return bound == Bound.OVER ? Shapes.ANY : Shapes.ANY.withStrings(some(known.get()));
            }

            @Override
            public Shapes fails(Bound bound) {
                return bound == Bound.OVER ? Shapes.strings(List.of(StringShape.ANY)) : Shapes.NONE;
            }
        };
    }
}
