package org.liaoyuan.engine.template.jinja;

import java.util.Arrays;

/**
 * A string that knows which of its characters are untrusted. Whatever a template does to text, be it cutting, joining or
 * replacing, each character keeps where it came from.
 *
 * <p>Representation: the characters, and the ascending positions at which trust changes; text begins trusted, so the first
 * position is 0 for text that begins untrusted. Equality and hash look at the characters only.
 */
public final class Text implements Comparable<Text> {

    /** Longer text is refused wherever it would come to be. */
    static final int MOST_CHARACTERS = 1 << 24;

    static final Text EMPTY = new Text("", new int[0]);

    private static final int[] TRUSTED = {};
    private static final int[] UNTRUSTED = {0};

    private final String characters;
    private final int[] changes;

    private Text(String characters, int[] changes) {
        this.characters = characters;
        this.changes = changes;
    }

    /** Text of the template's own. */
    public static Text of(String characters) {
        return new Text(characters, TRUSTED);
    }

    /** Text of a stranger. */
    public static Text untrusted(String characters) {
        return of(characters, false);
    }

    static Text of(String characters, boolean trusted) {
        return characters.isEmpty() ? EMPTY : new Text(characters, trusted ? TRUSTED : UNTRUSTED);
    }

    /** One run of characters of the same origin. */
    @FunctionalInterface
    public interface RunReader {

        void read(String run, boolean trusted);
    }

    /** Goes through the text, run by run; no run is empty. */
    public void runs(RunReader reader) {
        runs(0, characters.length(), reader);
    }

    private void runs(int from, int to, RunReader reader) {
        int next = runAfter(from);
        for (int at = from; at < to; next++) {
            int end = next < changes.length ? Math.min(changes[next], to) : to;
            reader.read(characters.substring(at, end), next % 2 == 0);
            at = end;
        }
    }

    /** Which change is the first one behind a position; runs with an even number are trusted. */
    private int runAfter(int position) {
        int found = Arrays.binarySearch(changes, position);
        return found >= 0 ? found + 1 : -found - 1;
    }

    boolean isUntrusted() {
        return changes.length > 0;
    }

    boolean isEmpty() {
        return characters.isEmpty();
    }

    int length() {
        return characters.length();
    }

    /** From one UTF-16 position to another. */
    Text slice(int from, int to) {
        int next = runAfter(from);
        boolean oneRun = next == changes.length || changes[next] >= to;
        return oneRun
                ? of(characters.substring(from, to), next % 2 == 0)
                : new Builder().append(this, from, to).build();
    }

    /** Both, one after the other. */
    public Text plus(Text other) {
        return new Builder().append(this).append(other).build();
    }

    @Override
    public String toString() {
        return characters;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Text text && text.characters.equals(characters);
    }

    /** By UTF-16, for hash tables; Python's order is that of {@link Comparison}. */
    @Override
    public int compareTo(Text other) {
        return characters.compareTo(other.characters);
    }

    @Override
    public int hashCode() {
        return characters.hashCode();
    }

    /** Puts text together, up to {@link #MOST_CHARACTERS}. */
    static final class Builder {

        private final StringBuilder characters = new StringBuilder();
        private int[] changes = TRUSTED;
        private int changed;

        Builder append(String run, boolean trusted) {
            if (run.isEmpty()) {
                return this;
            }
            if (run.length() > MOST_CHARACTERS - characters.length()) {
                throw new TemplateFault("it makes a text of more than " + MOST_CHARACTERS + " characters");
            }
            if (trusted != (changed % 2 == 0)) {
                if (changed == changes.length) {
                    changes = Arrays.copyOf(changes, Math.max(4, changed * 2));
                }
                changes[changed++] = characters.length();
            }
            characters.append(run);
            return this;
        }

        Builder append(Text text) {
            return append(text, 0, text.length());
        }

        Builder append(Text text, int from, int to) {
            text.runs(from, to, this::append);
            return this;
        }

        Text build() {
            return characters.isEmpty() ? EMPTY : new Text(characters.toString(), Arrays.copyOf(changes, changed));
        }
    }
}
