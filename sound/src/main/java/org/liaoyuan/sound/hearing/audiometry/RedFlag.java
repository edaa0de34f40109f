package org.liaoyuan.sound.hearing.audiometry;

/**
 * What a clinician has to look at before anybody helps themselves: the conditions for which aids that are sold over the counter have to send people
 * to a doctor (21 CFR 801.422(c)(2)), and pulsatile tinnitus (AAO-HNSF guideline on tinnitus, 2014).
 */
public enum RedFlag {
    /** Hearing became worse within hours or three days, within the last 6 months. */
    SUDDEN(true),
    /** It became quickly worse within weeks, or comes and goes. */
    FLUCTUATING(false),
    /** One ear hears clearly worse than the other. */
    ONE_SIDED(false),
    /** Pain or discomfort in the ear. */
    PAIN(false),
    /** Blood, pus or fluid out of the ear within the last 6 months. */
    DISCHARGE(false),
    /** Spells of dizziness or of things turning. */
    DIZZINESS(false),
    /** A noise in the ear that beats with the pulse, or is in one ear alone. */
    PULSATILE(false),
    /** An ear that was shaped otherwise from birth, or was hurt. */
    DEFORMITY(false),
    /** Much ear wax, or something stuck in the ear. */
    BLOCKED(false),
    /** A face that hangs on one side, or other new signs of a nerve. */
    FACE(true),
    /** Younger than 18. */
    UNDER_18(false);

    private final boolean urgent;

    RedFlag(boolean urgent) {
        this.urgent = urgent;
    }

    /** Whether it is a matter of hours: sudden loss is treated within days or not at all (AAO-HNSF 2019). */
    public boolean urgent() {
        return urgent;
    }
}
