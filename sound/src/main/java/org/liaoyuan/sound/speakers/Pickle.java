package org.liaoyuan.sound.speakers;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liaoyuan.sound.AudioException;

/**
 * Reads the pickles of a PyTorch checkpoint as data: of Python's stack machine (pickletools, protocol 2) the operations that such a
 * file has, and no other. Nothing is called and nothing imported: a call of whatever name becomes a {@link Value.Made}. Steps, texts
 * and what is remembered are bounded. Not thread-safe.
 */
final class Pickle {

    /** What stands in a pickle. */
    sealed interface Value {

        /** A number, or nothing that is used. */
        record Whole(long value) implements Value {}

        record Text(String value) implements Value {}

        /** A tuple or a list. */
        record Row(List<Value> values) implements Value {}

        /** A dictionary. */
        record Table(Map<Value, Value> values) implements Value {}

        /** What something outside is called by. */
        record Kept(Value id) implements Value {}

        /** A call that is not made. */
        record Made(Value what, Value arguments) implements Value {}

        /** The mark below which a tuple's members end. */
        record Mark() implements Value {}
    }

    private static final int MOST_STEPS = 20_000;
    private static final int LONGEST_TEXT = 256;
    private static final Value NOTHING = new Value.Whole(0);

    private final ByteBuffer bytes;
    private Deque<Value> stack = new ArrayDeque<>();
    private Map<Integer, Value> memo = new HashMap<>();

    /** @param bytes little-endian; is read on from where it stands */
    Pickle(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** The next whole pickle. */
    Value next() {
        stack = new ArrayDeque<>();
        memo = new HashMap<>();
        for (int step = 0; step < MOST_STEPS; step++) {
            int operation = take(1).get() & 0xFF;
            if (operation == '.') {
                return pop();
            }
            run(operation);
        }
        throw refused("takes more than " + MOST_STEPS + " steps");
    }

    private void run(int operation) {
        switch (operation) {
            case 0x80 -> take(1); // the protocol
            case 'K' -> stack.push(new Value.Whole(take(1).get() & 0xFF));
            case 'M' -> stack.push(new Value.Whole(Short.toUnsignedInt(take(2).getShort())));
            case 'J' -> stack.push(new Value.Whole(take(4).getInt()));
            case 0x8A -> stack.push(big(take(take(1).get() & 0xFF)));
            case 'G' -> {
                take(8);
                stack.push(NOTHING);
            }
            case 'N', 0x89 -> stack.push(NOTHING);
            case 0x88 -> stack.push(new Value.Whole(1));
            case 'X' -> stack.push(new Value.Text(text(take(4).getInt())));
            case 'c' -> stack.push(new Value.Text(line() + "." + line()));
            case '(' -> stack.push(new Value.Mark());
            case ')' -> stack.push(new Value.Row(List.of()));
            case ']' -> stack.push(new Value.Row(new ArrayList<>()));
            case '}' -> stack.push(new Value.Table(new LinkedHashMap<>()));
            case 't' -> stack.push(new Value.Row(toMark()));
            case 0x85 -> stack.push(new Value.Row(List.of(pop())));
            case 0x86 -> {
                Value last = pop();
                stack.push(new Value.Row(List.of(pop(), last)));
            }
            case 'q' -> memo.put(take(1).get() & 0xFF, top());
            case 'r' -> memo.put(take(4).getInt(), top());
            case 'h' -> stack.push(remembered(take(1).get() & 0xFF));
            case 'j' -> stack.push(remembered(take(4).getInt()));
            case 'Q' -> stack.push(new Value.Kept(pop()));
            case 'R' -> {
                Value arguments = pop();
                stack.push(call(pop(), arguments));
            }
            case 'b' -> pop(); // what else an object knows of itself
            case 'a', 'e' -> append(operation == 'e' ? toMark() : List.of(pop()));
            case 's' -> {
                Value value = pop();
                put(List.of(pop(), value));
            }
            case 'u' -> put(toMark());
            default -> throw refused("has the operation " + operation + ", which no checkpoint of weights needs");
        }
    }

    /** Of all calls only that for an empty dictionary matters. */
    private static Value call(Value what, Value arguments) {
        return what.equals(new Value.Text("collections.OrderedDict"))
                ? new Value.Table(new LinkedHashMap<>())
                : new Value.Made(what, arguments);
    }

    private void append(List<Value> values) {
        if (!(top() instanceof Value.Row(List<Value> row)) || !(row instanceof ArrayList)) {
            throw refused("appends to what is no list");
        }
        row.addAll(values);
    }

    private void put(List<Value> keysAndValues) {
        if (!(top() instanceof Value.Table(Map<Value, Value> table)) || keysAndValues.size() % 2 != 0) {
            throw refused("puts pairs into what takes none");
        }
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            // of containers as keys, which may hold themselves, no hash is computed
            if (keysAndValues.get(i) instanceof Value.Text || keysAndValues.get(i) instanceof Value.Whole) {
                table.put(keysAndValues.get(i), keysAndValues.get(i + 1));
            } else {
                throw refused("has a key that is no text and no number");
            }
        }
    }

    private List<Value> toMark() {
        ArrayList<Value> above = new ArrayList<>();
        for (Value value = pop(); !(value instanceof Value.Mark); value = pop()) {
            above.add(value);
        }
        return above.reversed().stream().toList();
    }

    private Value remembered(int key) {
        Value value = memo.get(key);
        if (value == null) {
            throw refused("remembers nothing as number " + key);
        }
        return value;
    }

    private Value pop() {
        Value value = stack.poll();
        if (value == null) {
            throw refused("takes more than it has");
        }
        return value;
    }

    private Value top() {
        Value value = stack.peek();
        if (value == null) {
            throw refused("takes more than it has");
        }
        return value;
    }

    /** Of longer numbers, which only tell it apart from other files, the last 8 bytes. */
    private static Value big(ByteBuffer number) {
        long value = 0;
        for (int i = 0; i < Math.min(8, number.remaining()); i++) {
            value |= (number.get(number.position() + i) & 0xFFL) << 8 * i;
        }
        return new Value.Whole(value);
    }

    private String text(int length) {
        if (length < 0 || length > LONGEST_TEXT) {
            throw refused("has a text of " + length + " bytes, and at most " + LONGEST_TEXT + " are read");
        }
        return StandardCharsets.UTF_8.decode(take(length)).toString();
    }

    private String line() {
        int from = bytes.position();
        for (int i = 0; i <= LONGEST_TEXT && from + i < bytes.limit(); i++) {
            if (bytes.get(from + i) == '\n') {
                String line = text(i);
                take(1);
                return line;
            }
        }
        throw refused("has a name without an end");
    }

    private ByteBuffer take(int count) {
        if (count > bytes.remaining()) {
            throw refused("ends in the middle of its index");
        }
        ByteBuffer taken = bytes.slice(bytes.position(), count).order(bytes.order());
        bytes.position(bytes.position() + count);
        return taken;
    }

    static AudioException refused(String why) {
        return new AudioException("the speaker encoder's file " + why + ": fetch speaker-encoder again");
    }
}
