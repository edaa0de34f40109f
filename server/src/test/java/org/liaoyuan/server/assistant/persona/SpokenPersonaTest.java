package org.liaoyuan.server.assistant.persona;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestParts;

/** That a persona is heard in what a real model says; {@link PersonaBench} measures how much, with a larger model and more prompts. */
class SpokenPersonaTest {

    private static final int MOST_TOKENS = 64;

    /** In Chinese: in English so small a model hears no persona. */
    private static final List<String> PROMPTS = Prompts.talk().subList(0, 10);

    private final Speaker speaker = new Speaker(TestParts.CODE_MODEL, MOST_TOKENS);

    @Test
    void theMinimalOneAnswersShorterThanTheModelAloneAndKnowsAsMuch() throws Exception {
        List<String> alone = speaker.answers(null, PROMPTS);

        List<String> minimal = speaker.answers("minimal", PROMPTS);

        int shorter = 0;
        int longer = 0;
        for (int i = 0; i < alone.size(); i++) {
            int difference = StyleFeatures.of(minimal.get(i)).units()
                    - StyleFeatures.of(alone.get(i)).units();
            shorter += difference < 0 ? 1 : 0;
            longer += difference > 0 ? 1 : 0;
        }
        assertThat(shorter).as("%s beside %s", minimal, alone).isGreaterThan(longer);
        assertThat(Signs.chance(longer, shorter))
                .as("%d shorter, %d longer", shorter, longer)
                .isLessThan(0.05);
        List<Prompts.Fact> facts = Prompts.facts().subList(0, 10);
        assertThat(speaker.right("minimal", facts)).isGreaterThanOrEqualTo(speaker.right(null, facts) - 1);
    }
}
