package org.liaoyuan.server.assistant.proof;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What an answer stands on, told by rules and not by a model.
 *
 * @param verdict whether there was something to stand on
 * @param claims sentences of the answer, in order, apart from each other
 * @param missed sources that were chosen and could not be asked
 */
public record Proof(Verdict verdict, List<Claim> claims, List<Gathered.Missed> missed) {

    /** Whether there was something to stand on. */
    public enum Verdict {
        /** A model answered, and was shown evidence. */
        SHOWN,
        /** The evidence was too weak; no model was asked. The evidence is what came closest. */
        NOT_THERE
    }

    /**
     * A sentence of an answer.
     *
     * @param start in UTF-16 units, as JavaScript counts
     * @param end after the last
     * @param numbers of the evidence that it stands on; empty for none
     * @param support 0 to 1: how much of it stands there
     * @param supported whether that is enough
     * @param cited whether the model cited these itself; else a rule added them
     */
    @Schema(name = "ProofClaim")
    public record Claim(int start, int end, List<Integer> numbers, double support, boolean supported, boolean cited) {}
}
