package org.liaoyuan.server.assistant.frame;

/**
 * One that somebody may use.
 *
 * @param id by which requests name it: of those that everybody has the manifest's, of others a UUID
 * @param origin whose it is, seen by who asks
 * @param shared whether all of the organisation may use it, unless a rule keeps it for some
 * @param evalCases how many cases its answers are graded by
 */
public record Assistant(String id, Origin origin, boolean shared, Manifest manifest, int evalCases) {

    /** Whose an assistant is. */
    public enum Origin {
        BUILT_IN,
        OWN,
        SHARED
    }
}
