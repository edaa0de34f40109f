package org.liaoyuan.server.profile;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.liaoyuan.server.profile.probe.Level;
import org.liaoyuan.server.profile.probe.Skill;
import org.liaoyuan.server.profile.probe.Suite;
import org.springframework.stereotype.Service;

/** Answers from what is stored; results of older versions of the suite do not count. */
@Service
class Profiles implements ProfileService {

    private final ProfileStore store;
    private final Suite suite;

    Profiles(ProfileStore store, Suite suite) {
        this.store = store;
        this.suite = suite;
    }

    @Override
    public OptionalDouble lowerBound(String model, String skill, int difficulty) {
        return store.cell(model, skill, difficulty, suite.version()).stream()
                .mapToDouble(Cell::lowerBound)
                .findFirst();
    }

    @Override
    public List<String> modelsThatPass(String skill, int difficulty, double bound) {
        if (suite.skill(skill).isEmpty() || difficulty < 1 || difficulty > Level.HARDEST) {
            throw new IllegalArgumentException("there is no skill '" + skill + "' at difficulty " + difficulty
                    + "; skills are " + skills() + ", difficulties 1 to " + Level.HARDEST);
        }
        return store.cells(suite.version()).stream()
                .filter(c -> c.skill().equals(skill) && c.difficulty() == difficulty && c.lowerBound() >= bound)
                .sorted(Comparator.comparingDouble(Cell::joules))
                .map(Cell::model)
                .toList();
    }

    @Override
    public List<Cell> cells() {
        return store.cells(suite.version());
    }

    @Override
    public List<String> skills() {
        return suite.skills().stream().map(Skill::name).toList();
    }
}
