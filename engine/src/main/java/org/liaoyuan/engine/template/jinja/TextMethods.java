package org.liaoyuan.engine.template.jinja;

import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/** Python's methods of str. */
record TextMethods(Text text, Arguments arguments, Budget budget) {

    private static final Set<String> NAMES = Set.of(
            "strip",
            "lstrip",
            "rstrip",
            "split",
            "rsplit",
            "splitlines",
            "startswith",
            "endswith",
            "replace",
            "upper",
            "lower",
            "title",
            "capitalize",
            "find",
            "rfind",
            "index",
            "count",
            "join",
            "format",
            "isdigit",
            "isalpha",
            "isalnum",
            "isspace",
            "isupper",
            "islower",
            "removeprefix",
            "removesuffix",
            "partition",
            "rpartition");

    static boolean has(String name) {
        return NAMES.contains(name);
    }

    Object call(String method) {
        budget.characters(text.length());
        return switch (method) {
            case "strip" -> TextCuts.strip(text, arguments.get(0, "chars", None.NONE), true, true);
            case "lstrip" -> TextCuts.strip(text, arguments.get(0, "chars", None.NONE), true, false);
            case "rstrip" -> TextCuts.strip(text, arguments.get(0, "chars", None.NONE), false, true);
            case "split", "rsplit" -> split(method.equals("rsplit"));
            case "splitlines" -> TextCuts.lines(text, arguments.truth(0, "keepends"));
            case "startswith" -> anyOf(arguments.require(0, "prefix"), each -> whole().startsWith(each));
            case "endswith" -> anyOf(arguments.require(0, "suffix"), each -> whole().endsWith(each));
            case "replace" ->
                new TextCuts(budget)
                        .replace(
                                text,
                                arguments.text(0, "old"),
                                arguments.text(1, "new"),
                                arguments.integer(2, "count", -1));
            case "upper" -> Casing.upper(text);
            case "lower" -> Casing.lower(text);
            case "title" -> Casing.title(text);
            case "capitalize" -> Casing.capitalize(text);
            case "find" -> place(whole().indexOf(needle()));
            case "rfind" -> place(whole().lastIndexOf(needle()));
            case "index" -> {
                long place = place(whole().indexOf(needle()));
                if (place < 0) {
                    throw new TemplateFault("substring not found");
                }
                yield place;
            }
            case "count" -> count();
            case "join" -> join(text, arguments.require(0, "iterable"));
            case "format" -> Formatting.braces(text, arguments);
            case "isdigit" -> all(Character::isDigit);
            case "isalpha" -> all(Character::isLetter);
            case "isalnum" -> all(Character::isLetterOrDigit);
            case "isspace" -> all(Kind::isBlank);
            case "isupper" -> Casing.isCased(whole(), Character::isUpperCase, Character::isLowerCase);
            case "islower" -> Casing.isCased(whole(), Character::isLowerCase, Character::isUpperCase);
            case "removeprefix" -> text.slice(whole().startsWith(needle()) ? needle().length() : 0, text.length());
            case "removesuffix" -> text.slice(0, text.length() - (whole().endsWith(needle()) ? needle().length() : 0));
            case "partition" -> partition(whole().indexOf(needle()), text.length());
            case "rpartition" -> partition(whole().lastIndexOf(needle()), 0);
            default -> throw new TemplateFault("a str has no method '" + method + "'");
        };
    }

    private String whole() {
        return text.toString();
    }

    private String needle() {
        String needle = arguments.text(0, "sub").toString();
        budget.search(text.length(), needle.length());
        return needle;
    }

    private long place(int utf16) {
        return utf16 < 0 ? -1 : whole().codePointCount(0, utf16);
    }

    private boolean all(IntPredicate holds) {
        return !text.isEmpty() && whole().codePoints().allMatch(holds);
    }

    private static boolean anyOf(Object wanted, java.util.function.Predicate<String> matches) {
        List<Object> all = wanted instanceof Tuple tuple ? tuple.items() : List.of(wanted);
        for (Object each : all) {
            if (!(each instanceof Text one)) {
                throw new TemplateFault("startswith and endswith want str or a tuple of str, not " + Kind.of(each));
            }
            if (matches.test(one.toString())) {
                return true;
            }
        }
        return false;
    }

    private long count() {
        String needle = needle();
        if (needle.isEmpty()) {
            return whole().codePointCount(0, text.length()) + 1L;
        }
        long count = 0;
        for (int at = whole().indexOf(needle); at >= 0; at = whole().indexOf(needle, at + needle.length())) {
            count++;
        }
        return count;
    }

    private Object split(boolean fromRight) {
        Object separator = arguments.get(0, "sep", None.NONE);
        long most = arguments.integer(1, "maxsplit", -1);
        if (separator == None.NONE) {
            return TextCuts.words(text, most < 0 ? Long.MAX_VALUE : most, fromRight);
        }
        String between = arguments.text(0, "sep").toString();
        if (between.isEmpty()) {
            throw new TemplateFault("empty separator");
        }
        budget.search(text.length(), between.length());
        return TextCuts.split(text, between, most < 0 ? Long.MAX_VALUE : most, fromRight);
    }

    private Object partition(int at, int missing) {
        if (at < 0) {
            return new Tuple(List.of(text.slice(0, missing), Text.EMPTY, text.slice(missing, text.length())));
        }
        int end = at + needle().length();
        return new Tuple(List.of(text.slice(0, at), text.slice(at, end), text.slice(end, text.length())));
    }

    static Text join(Text between, Object items) {
        List<Object> all = Kind.iterate(items);
        Text.Builder out = new Text.Builder();
        for (int i = 0; i < all.size(); i++) {
            if (!(all.get(i) instanceof Text item)) {
                throw new TemplateFault(
                        "sequence item " + i + ": expected str instance, " + Kind.of(all.get(i)) + " found");
            }
            out.append(i > 0 ? between : Text.EMPTY).append(item);
        }
        return out.build();
    }
}
