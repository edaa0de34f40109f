package org.liaoyuan.server.assistant.proof;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What was found for a question before a model is asked.
 *
 * @param question that was searched for: a short follow-up takes the turn before along
 * @param evidence numbered 1 …
 * @param missed sources that were chosen and could not be asked
 */
@Schema(name = "GatheredEvidence")
public record Gathered(String question, List<Evidence> evidence, List<Missed> missed) {

    /** The same with less evidence, as much as a model's context takes. */
    public Gathered with(List<Evidence> less) {
        return new Gathered(question, less, missed);
    }

    /**
     * A source that could not be asked.
     *
     * @param message what failed, and what to do
     */
    @Schema(name = "MissedSource")
    public record Missed(EvidenceSource.Kind source, String message) {}
}
