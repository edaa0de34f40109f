package org.liaoyuan.server.profile;

import java.util.List;
import org.liaoyuan.server.model.CapabilityProfiles;

/** Who can do what, for those who route a request or cut a task into parts that some model can do. */
public interface ProfileService extends CapabilityProfiles {

    /**
     * The models that were measured to do something well enough, the one that takes the least energy first.
     *
     * @param skill one of {@link #skills()}
     * @param difficulty 1 (easy) to 3 (hard)
     * @param bound the least lower bound of the success rate, 0 to 1. Eight of eight questions give 0.68: ask for no more than the
     *     number of questions can show
     * @throws IllegalArgumentException if there is no such skill or difficulty
     */
    List<String> modelsThatPass(String skill, int difficulty, double bound);

    /** Everything measured with this version of the suite. */
    List<Cell> cells();

    /** The names of the skills, in the suite's order. */
    List<String> skills();
}
