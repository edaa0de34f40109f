package org.liaoyuan.engine.template.jinja;

import java.util.List;

/** Filters of text. */
record TextFilters(Text text, Arguments arguments, Budget budget) {

    Object apply(String filter) {
        return switch (filter) {
            case "trim" -> TextCuts.strip(text, arguments.get(0, "chars", None.NONE), true, true);
            case "upper" -> Casing.upper(text);
            case "lower" -> Casing.lower(text);
            case "title" -> Casing.titleWords(text);
            case "capitalize" -> Casing.capitalize(text);
            case "indent" -> indent();
            case "replace" ->
                new TextCuts(budget)
                        .replace(
                                text,
                                Printed.str(arguments.require(0, "old")),
                                Printed.str(arguments.require(1, "new")),
                                arguments.integer(2, "count", -1));
            case "wordcount" ->
                (long) TextCuts.words(text, Long.MAX_VALUE, false).size();
            default -> escape();
        };
    }

    private Text indent() {
        Object width = arguments.get(0, "width", 4L);
        Text by = width instanceof Text characters
                ? characters
                : Text.of(" ".repeat((int) Math.clamp(arguments.integer(0, "width", 4), 0, 1000)));
        boolean blank = arguments.truth(2, "blank");
        List<Object> lines = TextCuts.lines(text.plus(Text.of("\n")), false);
        Text.Builder out = new Text.Builder();
        for (int i = 0; i < lines.size(); i++) {
            Text line = (Text) lines.get(i);
            boolean indents = i == 0 ? arguments.truth(1, "first") : blank || !line.isEmpty();
            out.append(i > 0 ? Text.of("\n") : Text.EMPTY)
                    .append(indents ? by : Text.EMPTY)
                    .append(line);
        }
        return out.build();
    }

    private Text escape() {
        Text.Builder out = new Text.Builder();
        text.runs((run, trusted) -> out.append(
                run.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("'", "&#39;")
                        .replace("\"", "&#34;"),
                trusted));
        return out.build();
    }
}
