package org.liaoyuan.server.profile;

/** One run at a time. */
final class RunningAlreadyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RunningAlreadyException(String model) {
        super("The model '" + model + "' is being measured; wait until that is done, or stop it");
    }
}
