package org.liaoyuan.server.tool;

/** The secrets of one use of a tool. */
@FunctionalInterface
public interface ToolSecrets {

    /** For a tool that takes none. */
    ToolSecrets NONE = (text, host) -> text;

    /**
     * A text with the secrets that its node names. It must go to that host, and nowhere else: into no output, error or log. What looks
     * like a secret in data that was filled in is data.
     *
     * @param host to which it is sent, in small letters
     * @throws ToolFailure if there is no such secret, or it may not be sent there
     */
    String fill(String text, String host);
}
