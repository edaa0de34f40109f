package org.liaoyuan.server.assistant.memory;

/** What a memory is about. */
enum MemoryKind {
    NAME(true),
    /** How somebody wants to be addressed. */
    ADDRESS(true),
    /** In which language they want to be answered. */
    LANGUAGE(true),
    /** How they want answers to be. */
    MANNER(true),
    /** Allergies, illnesses, diets. */
    HEALTH(true),
    FAMILY(false),
    WORK(false),
    PLACE(false),
    LIKING(false),
    OTHER(false);

    private final boolean always;

    MemoryKind(boolean always) {
        this.always = always;
    }

    /** Whether it matters whatever is asked; others matter where they are near to it. */
    boolean isAlwaysRelevant() {
        return always;
    }
}
