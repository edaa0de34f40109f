package org.liaoyuan.server.openai.responses;

/** An item of the output while it is being made; what happens to it is sent as it happens. */
interface OpenItem {

    boolean hasEnded();

    /**
     * Says that nothing more comes.
     *
     * @param status {@code completed}, or {@code incomplete} where the answer was cut
     */
    void end(String status);

    /** As it is now. */
    OutputItem item();
}
