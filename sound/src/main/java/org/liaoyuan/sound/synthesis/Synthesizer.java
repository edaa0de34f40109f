package org.liaoyuan.sound.synthesis;

import java.util.List;
import java.util.function.Consumer;
import org.liaoyuan.sound.Clip;

/** Speaks text. Usable from any thread; it speaks one clause at a time. */
public interface Synthesizer extends AutoCloseable {

    /** Half and double the usual speed. */
    double SLOWEST = 0.5;

    double FASTEST = 2;

    /** The voices it has, by name. */
    List<Voice> voices();

    /** A whole text with pauses of the usual length. */
    default Clip speak(String text, Voice voice, double speed) {
        return speak(text, voice, speed, PauseStyle.USUAL);
    }

    /**
     * A whole text.
     *
     * @param text plain or Markdown, in any mixture of Chinese and English
     * @param speed 1 is usual, from {@link #SLOWEST} to {@link #FASTEST}
     * @throws org.liaoyuan.sound.AudioException if the voice is not there, the speed out of range or the text too long
     */
    Clip speak(String text, Voice voice, double speed, PauseStyle pauses);

    /**
     * A text clause by clause: each is handed over, with the pause after it, before the next is made.
     *
     * @param sink may throw to stop
     */
    void speak(String text, Voice voice, double speed, PauseStyle pauses, Consumer<Clip> sink);

    @Override
    void close();
}
