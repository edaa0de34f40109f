package org.liaoyuan.sound;

/** Sound could not be read, made or played; the message says what, with which value, and what to do. */
public class AudioException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AudioException(String message) {
        super(message);
    }

    public AudioException(String message, Throwable cause) {
        super(message, cause);
    }
}
