package org.liaoyuan.server.profile.probe;

import java.util.List;
import java.util.Optional;

/**
 * Every question. Results of different versions are not comparable.
 *
 * @param version changed with any question or rule
 */
public record Suite(String version, List<Skill> skills) {

    public Suite {
        skills = List.copyOf(skills);
    }

    /** The suite of this program. */
    public static Suite load() {
        return new SuiteReader().read();
    }

    /** The skill of that name. */
    public Optional<Skill> skill(String name) {
        return skills.stream().filter(s -> s.name().equals(name)).findFirst();
    }
}
