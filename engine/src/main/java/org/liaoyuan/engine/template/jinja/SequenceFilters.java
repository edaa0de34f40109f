package org.liaoyuan.engine.template.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Filters of sequences. */
record SequenceFilters(Object value, Arguments arguments, Evaluator evaluator) {

    Object apply(String filter) {
        return switch (filter) {
            case "join" -> join();
            case "first" -> edge(false);
            case "last" -> edge(true);
            case "reverse" -> reverse();
            case "map" -> map();
            case "select", "reject" -> chosen(0, filter.equals("select"));
            case "selectattr", "rejectattr" -> chosen(1, filter.equals("selectattr"));
            case "sort" -> sort(Kind.iterate(value), attribute(2), 0, 1);
            case "dictsort" -> dictsort();
            case "unique" -> unique();
            case "sum" -> sum();
            case "min", "max" -> extreme(filter.equals("max"));
            default -> throw new TemplateFault("no filter named '" + filter + "'");
        };
    }

    private Text join() {
        Function<Object, Object> attribute = attribute(1);
        List<Object> texts = new ArrayList<>();
        Kind.iterate(value).forEach(item -> texts.add(Printed.str(attribute.apply(item))));
        return TextMethods.join(Printed.str(arguments.get(0, "d", Text.EMPTY)), texts);
    }

    private Object edge(boolean last) {
        List<Object> items = Kind.iterate(value);
        if (items.isEmpty()) {
            return new Undefined("No " + (last ? "last" : "first") + " item, sequence was empty.");
        }
        return last ? items.getLast() : items.getFirst();
    }

    private Object reverse() {
        if (value instanceof Text) {
            return evaluator.members().slice(value, None.NONE, None.NONE, -1L);
        }
        List<Object> items = new ArrayList<>(Kind.iterate(value));
        Collections.reverse(items);
        return new Generated(items);
    }

    private Object map() {
        Function<Object, Object> change = arguments.positional().isEmpty()
                ? member(arguments.require(0, "attribute"), arguments.get(1, "default", None.NONE))
                : item -> Filters.apply(arguments.text(0, "filter").toString(), item, arguments.from(1), evaluator);
        return each(change);
    }

    /** As Jinja has it: nothing at all for what is false, be it None. */
    private List<Object> anyItems() {
        return Kind.truth(value) ? Kind.iterate(value) : List.of();
    }

    private Generated each(Function<Object, Object> change) {
        List<Object> changed = new ArrayList<>();
        for (Object item : anyItems()) {
            Object one = change.apply(item);
            evaluator.budget().value(one);
            changed.add(one);
        }
        return new Generated(changed);
    }

    /** @param test where the test's name stands among the arguments */
    private Object chosen(int test, boolean wanted) {
        Function<Object, Object> seen = test == 1 ? member(arguments.require(0, "attribute"), None.NONE) : item -> item;
        boolean named = arguments.positional().size() > test;
        List<Object> chosen = new ArrayList<>();
        for (Object item : anyItems()) {
            evaluator.budget().step();
            Object looked = seen.apply(item);
            boolean holds = named
                    ? Tests.holds(arguments.text(test, "test").toString(), looked, arguments.from(test + 1), evaluator)
                    : Kind.truth(looked);
            if (holds == wanted) {
                chosen.add(item);
            }
        }
        return new Generated(chosen);
    }

    private Function<Object, Object> attribute(int place) {
        Object path = arguments.get(place, "attribute", None.NONE);
        return path == None.NONE ? item -> item : member(path, None.NONE);
    }

    /** A member by its path, {@code a.b.0}. */
    private Function<Object, Object> member(Object path, Object otherwise) {
        List<Object> parts = new ArrayList<>();
        if (path instanceof Text text) {
            for (String part : text.toString().split("\\.", -1)) {
                parts.add(part.matches("\\d{1,9}") ? Long.valueOf(part) : Text.of(part));
            }
        } else {
            parts.add(path);
        }
        return item -> {
            Object found = item;
            for (Object part : parts) {
                found = evaluator.members().item(found, part);
                found = found instanceof Undefined && otherwise != None.NONE ? otherwise : found;
            }
            return found;
        };
    }

    /** Text is compared without regard to case unless asked for. */
    private Function<Object, Object> folded(int place) {
        boolean sensitive = arguments.truth(place, "case_sensitive");
        return key -> !sensitive && key instanceof Text text ? Casing.lower(text) : key;
    }

    private List<Object> sort(List<Object> items, Function<Object, Object> key, int reverse, int sensitive) {
        Function<Object, Object> folded = key.andThen(folded(sensitive));
        List<Map.Entry<Object, Object>> keyed = new ArrayList<>();
        items.forEach(item -> keyed.add(Map.entry(folded.apply(item), item)));
        Comparator<Map.Entry<Object, Object>> order =
                (a, b) -> evaluator.comparison().order("<", a.getKey(), b.getKey());
        keyed.sort(arguments.truth(reverse, "reverse") ? order.reversed() : order);
        return new ArrayList<>(keyed.stream().map(Map.Entry::getValue).toList());
    }

    private Object dictsort() {
        if (!(value instanceof Map<?, ?> map)) {
            throw new TemplateFault("dictsort wants a dict, not " + Kind.of(value));
        }
        int place = arguments.text(1, "by", "key").toString().equals("value") ? 1 : 0;
        return sort(Dicts.items(map), pair -> ((Tuple) pair).items().get(place), 2, 0);
    }

    private Object unique() {
        Function<Object, Object> key = attribute(1).andThen(folded(0));
        Set<Object> seen = new HashSet<>();
        return new Generated(new ArrayList<>(Kind.iterate(value).stream()
                .filter(item -> seen.add(Dicts.key(key.apply(item))))
                .toList()));
    }

    private Object sum() {
        Function<Object, Object> attribute = attribute(0);
        Object sum = arguments.get(1, "start", 0L);
        for (Object item : Kind.iterate(value)) {
            sum = Arithmetic.apply("+", sum, attribute.apply(item));
            evaluator.budget().value(sum);
        }
        return sum;
    }

    private Object extreme(boolean most) {
        Function<Object, Object> key = attribute(1).andThen(folded(0));
        Object best = new Undefined("No aggregated item, sequence was empty.");
        for (Object item : Kind.iterate(value)) {
            int order = best instanceof Undefined
                    ? -1
                    : evaluator.comparison().order("<", key.apply(item), key.apply(best));
            if (best instanceof Undefined || (most ? order > 0 : order < 0)) {
                best = item;
            }
        }
        return best;
    }
}
