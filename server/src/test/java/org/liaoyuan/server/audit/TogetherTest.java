package org.liaoyuan.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TogetherTest {

    @Test
    void whatComesWhileOneWritesIsWrittenTogetherEachOnce() throws Exception {
        List<List<Integer>> batches = new CopyOnWriteArrayList<>();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Together<Integer> together = new Together<>(30, batch -> {
            batches.add(List.copyOf(batch));
            begun.countDown();
            awaited(goOn);
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            writers.add(threads.submit(() -> together.write(0)));
            awaited(begun);
            for (int i = 1; i <= 100; i++) {
                int number = i;
                writers.add(threads.submit(() -> together.write(number)));
            }
            // all wait for their turn before the first ends
            while (together.waiting() < 100) {
                Thread.sleep(5);
            }
            goOn.countDown();
            for (Future<?> writer : writers) {
                writer.get(30, TimeUnit.SECONDS);
            }
        }

        assertThat(batches).hasSize(1 + 4).allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(30));
        assertThat(batches.stream().flatMap(List::stream)).hasSize(101).doesNotHaveDuplicates();
    }

    @Test
    void whoeverBroughtSomethingIsToldThatItWasNotWritten() {
        Together<String> together = new Together<>(30, batch -> {
            if (batch.contains("bad")) {
                throw new IllegalStateException("refused");
            }
        });

        assertThatThrownBy(() -> together.write("bad")).hasMessage("refused");
        together.write("good");
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
