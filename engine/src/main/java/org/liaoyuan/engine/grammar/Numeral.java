package org.liaoyuan.engine.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns a judge of digits into an automaton over plain decimals; it minds the sign, the point and the leading zero. */
final class Numeral<S> {

    /** Judges a number by its digits, the most significant first. The states it makes must be finitely many. */
    interface Judge<S> {
        S start();

        S digit(S state, int digit, boolean fraction);

        boolean accepts(S state, boolean negative);
    }

    private enum Phase {
        START,
        SIGN,
        ZERO,
        INTEGER,
        POINT,
        FRACTION
    }

    private record Node<S>(Phase phase, boolean negative, S judged) {}

    private final Judge<S> judge;
    private final Map<Node<S>, Integer> numbers = new HashMap<>();
    private final List<Node<S>> nodes = new ArrayList<>();

    private Numeral(Judge<S> judge) {
        this.judge = judge;
    }

    static <S> Automaton compile(Judge<S> judge) {
        return new Numeral<>(judge).run();
    }

    private Automaton run() {
        number(new Node<>(Phase.START, false, judge.start()));
        List<int[]> edges = new ArrayList<>();
        for (int next = 0; next < nodes.size(); next++) {
            if (next > 8 * Automaton.MOST_STATES) {
                throw new Refusal("the numbers need too large an automaton");
            }
            edges.add(edges(nodes.get(next)));
        }
        boolean[] accepting = new boolean[nodes.size()];
        for (int s = 0; s < accepting.length; s++) {
            Node<S> node = nodes.get(s);
            boolean complete = node.phase == Phase.ZERO || node.phase == Phase.INTEGER || node.phase == Phase.FRACTION;
            accepting[s] = complete && judge.accepts(node.judged, node.negative);
        }
        return new Automaton(edges.toArray(int[][]::new), accepting).tidy();
    }

    private int[] edges(Node<S> node) {
        Work.charge(100);
        EdgeList list = new EdgeList();
        if (node.phase == Phase.START) {
            list.add('-', '-', number(new Node<>(Phase.SIGN, true, node.judged)));
        }
        if (node.phase == Phase.ZERO || node.phase == Phase.INTEGER) {
            list.add('.', '.', number(new Node<>(Phase.POINT, node.negative, node.judged)));
        }
        if (node.phase != Phase.ZERO) {
            for (int digit = 0; digit <= 9; digit++) {
                list.add('0' + digit, '0' + digit, number(read(node, digit)));
            }
        }
        return list.toArray();
    }

    private Node<S> read(Node<S> node, int digit) {
        boolean fraction = node.phase == Phase.POINT || node.phase == Phase.FRACTION;
        boolean leading = node.phase == Phase.START || node.phase == Phase.SIGN;
        Phase phase = fraction ? Phase.FRACTION : leading && digit == 0 ? Phase.ZERO : Phase.INTEGER;
        return new Node<>(phase, node.negative, judge.digit(node.judged, digit, fraction));
    }

    private int number(Node<S> node) {
        return numbers.computeIfAbsent(node, ignored -> {
            nodes.add(node);
            return nodes.size() - 1;
        });
    }
}
