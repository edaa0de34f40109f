package org.liaoyuan.engine.template.jinja;

import java.util.List;

/** The {@code loop} of one item. */
record Loop(List<Object> items, int index0) {

    Object get(String name) {
        int count = items.size();
        return switch (name) {
            case "index" -> index0 + 1L;
            case "index0" -> (long) index0;
            case "first" -> index0 == 0;
            case "last" -> index0 == count - 1;
            case "length" -> (long) count;
            case "revindex" -> (long) (count - index0);
            case "revindex0" -> (long) (count - index0 - 1);
            case "previtem" -> index0 > 0 ? items.get(index0 - 1) : new Undefined("there is no previous item");
            case "nextitem" -> index0 + 1 < count ? items.get(index0 + 1) : new Undefined("there is no next item");
            case "cycle" -> (Callable) this::cycle;
            default -> Undefined.member(this, name);
        };
    }

    private Object cycle(Arguments arguments) {
        if (arguments.positional().isEmpty()) {
            throw new TemplateFault("no items for cycling given");
        }
        return arguments.positional().get(index0 % arguments.positional().size());
    }
}
