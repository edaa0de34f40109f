package org.liaoyuan.sound.recognition;

import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.Clip;

/** Writes down what is said. Thread-safe; how many calls run at once is the recogniser's own affair. */
public interface Recognizer extends AutoCloseable {

    /** The longest clip that {@link #transcribe} takes, in seconds. */
    double longest();

    /**
     * Writes down one utterance. An interrupt of the calling thread ends it soon.
     *
     * @param clip of any sample rate, raw
     * @throws BusyException if more calls wait already than it lets wait
     * @throws AudioException if the clip is too long, the recogniser failed, was closed, or the thread was interrupted
     */
    Transcript transcribe(Clip clip, RecognitionOptions options);

    /** Ends calls that run or wait. */
    @Override
    void close();

    /** Too many calls wait: the same call may succeed later. */
    final class BusyException extends AudioException {

        private static final long serialVersionUID = 1L;

        public BusyException(String message) {
            super(message);
        }
    }
}
