package org.liaoyuan.server.model;

/**
 * What an answer to come begins with is being read. One thread waits for it; any may close it: what was not read by then is not.
 */
public interface Preparation extends AutoCloseable {

    /** The real name of the model that reads, never {@code default}. */
    String model();

    /** Waits until it is read, or a request of somebody ended it. */
    void await() throws InterruptedException;

    /** What it took so far; tokens that were known before are its cached ones. */
    Cost cost();

    /** Ends it; its {@link #cost()} is final afterwards. */
    @Override
    void close();
}
