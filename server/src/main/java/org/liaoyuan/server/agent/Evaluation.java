package org.liaoyuan.server.agent;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation of an agent as its builders see it.
 *
 * @param number 1, 2, … of the agent
 * @param release what is evaluated; null for a draft
 * @param revision of that draft; null for a release
 * @param detail why it FAILED, in words; empty otherwise
 * @param cases how many there are
 * @param done of how many it is known what came of them
 * @param passed how many passed
 * @param share of all cases that passed, 0 to 1
 * @param tokens read and written by models so far
 * @param yuan of electricity and providers so far
 * @param by who evaluates; empty when there is no such person any more
 */
@Schema(name = "AgentEvaluation")
record Evaluation(
        UUID id,
        UUID agent,
        int number,
        @Nullable Integer release,
        @Nullable Integer revision,
        State state,
        String detail,
        int cases,
        int done,
        int passed,
        double share,
        long tokens,
        double yuan,
        String by,
        Instant startedAt,
        @Nullable Instant endedAt) {

    public enum State {
        RUNNING,
        /** Of each case it is known whether it passed. */
        DONE,
        CANCELLED,
        /** It could not go on. */
        FAILED
    }

    /** What there is to say of a case. */
    enum Verdict {
        /** Its run did not begin. */
        OPEN,
        RUNNING,
        PASSED,
        FAILED
    }

    /**
     * An expectation that was not met.
     *
     * @param expectation its place in the case, from 0
     * @param value what there was, cut where it is long: the value that was compared, the nodes that were passed, or the answer's data
     */
    @Schema(name = "AgentEvaluationMiss")
    record Miss(int expectation, String value) {}

    /**
     * What came of a case.
     *
     * @param place in the definition's evals, from 0
     * @param run its run; null before it begins, and when it is not there any more
     * @param problem why it did not pass where that is more than its expectations say, as where its run failed; empty otherwise
     * @param missed expectations that were not met
     * @param seconds from its run's start to its end
     */
    @Schema(name = "AgentEvaluationCase")
    public record Case(
            int place,
            String name,
            Verdict verdict,
            @Nullable UUID run,
            String problem,
            List<Miss> missed,
            long tokens,
            double yuan,
            double seconds) {}

    /** With its cases, in their order. */
    @Schema(name = "WholeAgentEvaluation")
    record Whole(Evaluation evaluation, List<Case> cases) {}
}
