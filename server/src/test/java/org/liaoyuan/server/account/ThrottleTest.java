package org.liaoyuan.server.account;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.access.TryLaterException;

class ThrottleTest {

    private static SystemDatabase database;
    private static Throttle throttle;

    @BeforeAll
    static void start() {
        House house = House.get();
        database = house.server.bean(SystemDatabase.class);
        throttle = house.server.bean(Throttle.class);
    }

    @Test
    void aTryThatBeganBeforeAnotherOfItsAddressAndIsCountedAfterItIsNoTryTooMany() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            database.run(jdbc -> {
                jdbc.sql("select now()").query().singleRow();
                get(threads.submit(() -> throttle.begin("a neighbour", "10.1.1.1")));

                throttle.begin("somebody", "10.1.1.1");
            });
        }
    }

    private static void get(Future<?> done) {
        try {
            done.get(1, TimeUnit.MINUTES);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void guessesAtANameAreSlowedDownWhoeverMakesThem() {
        for (int guess = 1; guess <= 5; guess++) {
            throttle.begin("guessed", "10.2.2." + guess);
        }

        assertThatThrownBy(() -> throttle.begin("guessed", "10.2.2.6")).isInstanceOf(TryLaterException.class);
        assertThatCode(() -> throttle.begin("another", "10.2.2.6")).doesNotThrowAnyException();
    }

    @Test
    void theSameComingInManyTimesAtOnceDoNotBlockEachOther() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = Stream.<Future<?>>generate(() -> threads.submit(() -> {
                        for (int i = 0; i < 100; i++) {
                            comeIn();
                        }
                    }))
                    .limit(4)
                    .toList();

            all.forEach(ThrottleTest::get);
        }
    }

    private static void comeIn() {
        try {
            throttle.begin("often", "10.3.3.3");
            throttle.succeeded("often", "10.3.3.3");
        } catch (TryLaterException e) {
            // more at once than tries are free
        }
    }
}
