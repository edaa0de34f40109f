package org.liaoyuan.server.model;

import java.util.Optional;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;

/** Text as it is being spoken, piece by piece. Used by one thread. Closing it ends the work, however far it is. */
public interface Speech extends AutoCloseable {

    /** The real name of the model. */
    String model();

    /** Of every piece. */
    SampleRate rate();

    /**
     * Waits for the next piece; the pieces follow each other without a gap.
     *
     * @return empty after the last one
     * @throws RemoteException if a provider broke off
     */
    Optional<Clip> next();

    /** Characters that were spoken so far: what the ledger counts as tokens read. */
    int characters();

    /** Energy it took so far, as far as is known. */
    double joules();

    /** Whether the joules were read from a meter. */
    boolean measured();

    @Override
    void close();
}
