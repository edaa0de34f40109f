package org.liaoyuan.engine.grammar;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A set of values: a union over the JSON types, and within one type over the shapes in its list.
 *
 * @param named the types were asked for by name, so none of them may silently be left out
 */
record Shapes(
        boolean nulls,
        boolean truth,
        boolean falsehood,
        Automaton numbers,
        List<StringShape> strings,
        List<ArrayShape> arrays,
        List<ObjectShape> objects,
        boolean named) {

    /** Shapes of one type beside each other; a llama.cpp sampler follows all of them at once. */
    private static final int MOST_ALTERNATIVES = 200;

    static final Shapes NONE = new Shapes(false, false, false, Automaton.NONE, List.of(), List.of(), List.of(), false);
    static final Shapes ANY = new Shapes(
            true,
            true,
            true,
            Decimals.ANY,
            List.of(StringShape.ANY),
            List.of(ArrayShape.ANY),
            List.of(ObjectShape.ANY),
            false);

    static Shapes strings(List<StringShape> strings) {
        return new Shapes(false, false, false, Automaton.NONE, strings, List.of(), List.of(), false);
    }

    static Shapes numbers(Automaton numbers) {
        return new Shapes(false, false, false, numbers, List.of(), List.of(), List.of(), false);
    }

    static Shapes arrays(List<ArrayShape> arrays) {
        return new Shapes(false, false, false, Automaton.NONE, List.of(), arrays, List.of(), false);
    }

    static Shapes objects(List<ObjectShape> objects) {
        return new Shapes(false, false, false, Automaton.NONE, List.of(), List.of(), objects, false);
    }

    Shapes withNulls(boolean there) {
        return new Shapes(there, truth, falsehood, numbers, strings, arrays, objects, named);
    }

    Shapes withBooleans(boolean truth, boolean falsehood) {
        return new Shapes(nulls, truth, falsehood, numbers, strings, arrays, objects, named);
    }

    Shapes withNumbers(Automaton numbers) {
        return new Shapes(nulls, truth, falsehood, numbers, strings, arrays, objects, named);
    }

    Shapes withStrings(List<StringShape> strings) {
        return new Shapes(nulls, truth, falsehood, numbers, strings, arrays, objects, named);
    }

    Shapes withArrays(List<ArrayShape> arrays) {
        return new Shapes(nulls, truth, falsehood, numbers, strings, arrays, objects, named);
    }

    Shapes withObjects(List<ObjectShape> objects) {
        return new Shapes(nulls, truth, falsehood, numbers, strings, arrays, objects, named);
    }

    Shapes asNamed() {
        return new Shapes(nulls, truth, falsehood, numbers, strings, arrays, objects, true);
    }

    Shapes mapArrays(UnaryOperator<ArrayShape> change) {
        return withArrays(arrays.stream().map(change).toList());
    }

    Shapes mapObjects(UnaryOperator<ObjectShape> change) {
        return withObjects(objects.stream().map(change).toList());
    }

    /** Without what keywords have looked at: a schema that must fail leaves no annotations. */
    Shapes forgetful() {
        return mapArrays(ArrayShape::forgetful).mapObjects(o -> o.forgetful(List.of()));
    }

    Shapes and(Shapes other, Work work) {
        if (other == ANY) {
            return this;
        }
        if (this == ANY) {
            return other;
        }
        return new Shapes(
                nulls && other.nulls,
                truth && other.truth,
                falsehood && other.falsehood,
                numbers == Decimals.ANY
                        ? other.numbers
                        : other.numbers == Decimals.ANY ? numbers : numbers.and(other.numbers),
                pairs(strings, other.strings, StringShape::and, StringShape::isEmpty, work),
                pairs(arrays, other.arrays, ArrayShape::and, ArrayShape::isEmpty, work),
                pairs(objects, other.objects, ObjectShape::and, ObjectShape::isEmpty, work),
                named || other.named);
    }

    private interface Joining<T> {
        T join(T a, T b);
    }

    private static <T> List<T> pairs(List<T> a, List<T> b, Joining<T> joining, Function<T, Boolean> empty, Work work) {
        Set<T> result = new LinkedHashSet<>();
        for (T one : a) {
            for (T two : b) {
                work.spend(10);
                T both = joining.join(one, two);
                if (!empty.apply(both)) {
                    result.add(both);
                }
            }
        }
        return limited(result);
    }

    private static <T> List<T> limited(Set<T> shapes) {
        if (shapes.size() > MOST_ALTERNATIVES) {
            throw new Refusal("its parts combine into more than " + MOST_ALTERNATIVES + " alternatives");
        }
        return List.copyOf(shapes);
    }

    Shapes or(Shapes other) {
        if (this == NONE) {
            return other;
        }
        if (other == NONE) {
            return this;
        }
        return new Shapes(
                nulls || other.nulls,
                truth || other.truth,
                falsehood || other.falsehood,
                numbers == Decimals.ANY
                        ? numbers
                        : other.numbers == Decimals.ANY ? other.numbers : numbers.or(other.numbers),
                unitedStrings(strings, other.strings),
                united(arrays, other.arrays, ArrayShape.ANY),
                united(objects, other.objects, ObjectShape.ANY),
                named || other.named);
    }

    private static <T> List<T> united(List<T> a, List<T> b, T any) {
        if (a.contains(any) || b.contains(any)) {
            return List.of(any);
        }
        Set<T> result = new LinkedHashSet<>(a);
        result.addAll(b);
        return limited(result);
    }

    /** Texts with the same bounds of length become one automaton, in which no two alternatives run side by side. */
    private static List<StringShape> unitedStrings(List<StringShape> a, List<StringShape> b) {
        List<StringShape> result = new ArrayList<>(a);
        for (StringShape shape : b) {
            int same = -1;
            for (int i = 0; i < result.size(); i++) {
                same = result.get(i).least() == shape.least() && result.get(i).most() == shape.most() ? i : same;
            }
            if (same < 0) {
                result.add(shape);
            } else {
                Automaton texts = result.get(same).texts().or(shape.texts());
                result.set(same, new StringShape(texts, shape.least(), shape.most()));
            }
        }
        return limited(new LinkedHashSet<>(result.contains(StringShape.ANY) ? List.of(StringShape.ANY) : result));
    }

    boolean isEmpty() {
        return !nulls
                && !truth
                && !falsehood
                && numbers.isEmpty()
                && strings.isEmpty()
                && arrays.isEmpty()
                && objects.isEmpty();
    }
}
