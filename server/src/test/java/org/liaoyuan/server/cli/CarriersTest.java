package org.liaoyuan.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** In processes of their own: how many carriers there are is settled when a process makes its first virtual thread. */
class CarriersTest {

    @Test
    void classesThatWaitForAnOwnerWithoutACarrierAreLoadedInTheEnd() throws Exception {
        assertThat(run(List.of(), 60)).contains(0);
    }

    @Test
    void asManyCarriersAsThereAreOthersWhoWaitWouldHangForEver() throws Exception {
        assertThat(run(List.of("-D" + Carriers.PROPERTY + "=" + Loading.MANY), 5))
                .isEmpty();
    }

    /** How it ended; empty where it had to be ended. */
    private static Optional<Integer> run(List<String> options, int seconds) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Loading.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start();
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS) ? Optional.of(process.exitValue()) : Optional.empty();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** As many requests as a small machine has cores, each of which needs a class, and one that reads the jar in which the classes are. */
    static final class Loading {

        static final int MANY = 2;

        private Loading() {}

        public static void main(String[] arguments) throws Exception {
            Carriers.provide();
            Object jar = new Object();
            var owned = new CountDownLatch(1);
            var all = new ArrayList<Thread>();
            all.add(Thread.startVirtualThread(() -> {
                synchronized (jar) {
                    owned.countDown();
                    // without a carrier, until all others wait
                    pause();
                }
            }));
            owned.await();
            for (int n = 0; n < MANY; n++) {
                all.add(Thread.startVirtualThread(() -> load(jar)));
            }
            for (Thread each : all) {
                each.join();
            }
        }

        private static void load(Object jar) {
            var loader = new ClassLoader() {
                @Override
                protected Class<?> findClass(String name) throws ClassNotFoundException {
                    synchronized (jar) {
                        throw new ClassNotFoundException(name);
                    }
                }
            };
            try {
                Class.forName("no.such.Class", true, loader);
            } catch (ClassNotFoundException e) {
                // as it should be: it was looked for
            }
        }

        private static void pause() {
            try {
                Thread.sleep(1000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
