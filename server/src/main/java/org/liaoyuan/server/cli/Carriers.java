package org.liaoyuan.server.cli;

/**
 * The threads that carry virtual ones: more than there are cores (decision 75).
 *
 * <p>Up to JDK 25 a virtual thread that loads a class keeps its carrier while it waits for a lock. Where all carriers wait so for a lock whose owner has none, nothing in the process goes on ever again:
 * on two cores, two requests that need a class for the first time, beside one that reads the same jar. So many first uses at once that they take all of these carriers are not to be expected.
 */
final class Carriers {

    /** As the JDK's {@link Thread} documents it; it is read when the first virtual thread is made. */
    static final String PROPERTY = "jdk.virtualThreadScheduler.parallelism";

    private static final int LEAST = 32;

    private Carriers() {}

    /** Before anything makes a virtual thread. What was said on the command line stays. */
    static void provide() {
        if (System.getProperty(PROPERTY) == null) {
            int number = Math.max(LEAST, Runtime.getRuntime().availableProcessors());
            System.setProperty(PROPERTY, Integer.toString(number));
        }
    }
}
