package org.liaoyuan.server.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ToldTest {

    private static Message turn(String role, int size) {
        return new Message(
                UUID.randomUUID(),
                UUID.randomUUID(),
                null,
                role,
                "x".repeat(size),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Set.of(),
                Set.of(),
                null,
                0,
                List.of(),
                null,
                Instant.EPOCH);
    }

    /** A person's and the model's in turns; the last is the person's. */
    private static List<Message> turns(List<Integer> sizes) {
        List<Message> turns = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            turns.add(turn((sizes.size() - i) % 2 == 1 ? "user" : "assistant", sizes.get(i)));
        }
        return turns;
    }

    private static int size(List<Message> turns) {
        return turns.stream().mapToInt(turn -> 8 + turn.content().length()).sum();
    }

    @Test
    void whatFitsIsToldWhole() {
        List<Message> turns = turns(List.of(10, 10, 10));

        assertThat(Told.fitting(turns, 54, String::length)).isEqualTo(new Told(turns, 0));
        assertThat(Told.fitting(turns, 53, String::length).leftOut()).isEqualTo(2);
    }

    @Property
    void theLastTurnIsAlwaysToldAndTheOthersFitFromAPersonsTurnOn(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 1, max = 60) Integer> sizes,
            @ForAll @IntRange(min = 0, max = 400) int most) {
        List<Message> turns = turns(sizes);

        Told told = Told.fitting(turns, most, String::length);

        assertThat(told.turns()).isEqualTo(turns.subList(told.leftOut(), turns.size()));
        assertThat(told.last()).isEqualTo(turns.getLast());
        assertThat(told.leftOut() == 0 || told.turns().getFirst().role().equals("user"))
                .isTrue();
        assertThat(told.turns().size() == 1 || size(told.turns()) <= most).isTrue();
    }

    /** What the model has computed of the beginning is of use for more than one turn. */
    @Test
    void theBeginningStaysTheSameForSeveralTurns() {
        List<Integer> sizes = new ArrayList<>();
        List<Integer> leftOut = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            sizes.addAll(i == 0 ? List.of(20) : List.of(20, 20));
            leftOut.add(Told.fitting(turns(sizes), 600, String::length).leftOut());
        }

        assertThat(leftOut).isSorted();
        assertThat(leftOut.stream().distinct().count()).isBetween(3L, 15L);
    }

    @Property
    void lessIsLessUntilTheLastTurnIsLeft(
            @ForAll @Size(min = 2, max = 20) List<@IntRange(min = 1, max = 9) Integer> sizes) {
        Told told = Told.of(turns(sizes));
        while (told.turns().size() > 1) {
            Told less = told.less();
            assertThat(less.turns()).hasSizeLessThan(told.turns().size());
            assertThat(less.last()).isEqualTo(told.last());
            assertThat(less.leftOut() + less.turns().size()).isEqualTo(sizes.size());
            told = less;
        }
    }
}
