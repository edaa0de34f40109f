package org.liaoyuan.server.tool.mcp;

import java.io.IOException;
import tools.jackson.databind.node.ObjectNode;

/**
 * A way to one server for one session, by which messages of JSON-RPC 2.0 go. For one thread at a time; closing it, from any thread,
 * ends what is under way.
 */
interface Link extends AutoCloseable {

    /**
     * Sends a request and waits for its answer. What the server asks meanwhile is answered, what it tells is left alone.
     *
     * @throws IOException if the way broke
     */
    ObjectNode ask(ObjectNode request) throws IOException;

    /** Sends what has no answer. */
    void tell(ObjectNode message) throws IOException;

    /** From now on this version of the protocol is spoken. */
    default void speak(String version) {}

    /** Says goodbye, for a moment at most; nothing hangs on it. */
    default void leave() {}

    @Override
    void close();
}
