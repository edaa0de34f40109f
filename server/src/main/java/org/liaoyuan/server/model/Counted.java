package org.liaoyuan.server.model;

/** What a model gave as a whole, with what the ledger counts of it. */
public interface Counted {

    /** The real name of the model. */
    String model();

    /** What it read. */
    int tokens();

    /** Energy it took, as far as is known. */
    double joules();

    /** Whether the joules were read from a meter. */
    boolean measured();
}
