package org.liaoyuan.engine.template.jinja;

import java.util.Collection;
import java.util.Map;

/**
 * What one rendering may cost; templates are files of strangers. Every step is counted, and every character that is looked at
 * or made, so a template ends after a bounded time and holds bounded memory. Not thread-safe.
 */
final class Budget {

    static final int MOST_ITEMS = 100_000;

    private static final int MOST_STEPS = 10_000_000;
    private static final int MOST_CHARACTERS = 1 << 27;
    private static final int MOST_DEPTH = 800;

    private int steps;
    private long characters;
    private int depth;

    void step() {
        steps(1);
    }

    void steps(int count) {
        steps += count;
        if (steps > MOST_STEPS) {
            throw new TemplateFault("it takes more than " + MOST_STEPS + " steps");
        }
    }

    void characters(long count) {
        characters += count;
        if (characters > MOST_CHARACTERS) {
            throw new TemplateFault("it reads and writes more than " + MOST_CHARACTERS + " characters");
        }
    }

    /** A search costs up to the product of both lengths; short needles are as good as free. */
    void search(int haystack, int needle) {
        characters(haystack * (1L + needle / 64));
    }

    /** What is made, or gone through. */
    void value(Object value) {
        switch (value) {
            case Text text -> characters(text.length());
            case Collection<?> items -> items(items.size());
            case Map<?, ?> map -> items(map.size());
            case Tuple tuple -> items(tuple.items().size());
            case Generated generated -> items(generated.items().size());
            default -> {}
        }
    }

    private void items(int count) {
        requireItems(count);
        steps(count);
    }

    static void requireItems(long count) {
        if (count > MOST_ITEMS) {
            throw new TemplateFault("it makes a list of more than " + MOST_ITEMS + " items");
        }
    }

    void enter() {
        if (++depth > MOST_DEPTH) {
            throw new TemplateFault("its macros and expressions are nested more than " + MOST_DEPTH + " deep");
        }
    }

    void leave() {
        depth--;
    }
}
