package org.liaoyuan.server.agent;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.agent.definition.Node;
import org.liaoyuan.server.agent.definition.NodeFailure;
import tools.jackson.databind.JsonNode;

/**
 * A run as people see it.
 *
 * @param release number of the release; below 0 a draft as it was evaluated
 * @param own whether it is of who asks
 * @param failedNode where it failed; null otherwise
 * @param detail why, in words
 * @param output what the answer said; null before
 * @param pausedAt since when nothing more begins; null where it is not paused. What was under way goes on to its end, while it is RUNNING
 * @param origin the run in whose middle it began, or which it replays; null for none, or one that is not there any more
 * @param originPosition the step of that run at which it began; null where there is none
 * @param replay whose answers are taken from its origin; null where none are
 * @param parent the run that began it and waits for it; null where none does
 * @param parentPosition where in that; null where there is none
 * @param evaluation the evaluation of whose cases it is one, in which nothing outside is done; null for none
 */
@Schema(name = "AgentRun")
public record Run(
        UUID id,
        UUID agent,
        int release,
        String name,
        boolean own,
        State state,
        JsonNode input,
        @Nullable JsonNode output,
        @Nullable String failedNode,
        NodeFailure.@Nullable Reason failure,
        String detail,
        @Nullable Instant pausedAt,
        @Nullable UUID origin,
        @Nullable String originPosition,
        Leg.@Nullable Replay replay,
        @Nullable UUID parent,
        @Nullable String parentPosition,
        @Nullable UUID evaluation,
        Instant startedAt,
        @Nullable Instant endedAt) {

    public enum State {
        /** Somewhere a process walks it, or will soon. */
        RUNNING,
        /** For a person or a time; nothing else can go on. */
        WAITING,
        /** Until somebody says that it may go on; nothing is under way. */
        PAUSED,
        DONE,
        FAILED,
        CANCELLED;

        public boolean isEnd() {
            return this != RUNNING && this != WAITING && this != PAUSED;
        }
    }

    /**
     * A node that was done.
     *
     * @param position where in the walk: 3, or 4.left.0 in a branch, or 5.2.0 in a round of a loop, each from 0, rounds from 1
     * @param number when in the walk, from 1
     * @param kind of the node; {@code round} for one of a loop's rounds
     * @param model that answered; null where none was asked
     * @param joules energy of the computing; 0 where none was measured
     * @param copied whether the run that this one began in did it: what that cost is in its sums
     * @param failed whether it failed, and the run went the node's way for that: its output is {@code error} and {@code message}
     */
    @Schema(name = "AgentRunStep")
    public record Step(
            String position,
            int number,
            int leg,
            String node,
            String kind,
            JsonNode input,
            JsonNode output,
            @Nullable String model,
            int promptTokens,
            int completionTokens,
            double joules,
            double yuan,
            boolean copied,
            boolean failed,
            Instant startedAt,
            Instant endedAt) {}

    /** What a person is asked for. */
    public enum Asks {
        /** Yes or no. */
        APPROVAL,
        /** An answer, in words or by a form. */
        QUESTION
    }

    /**
     * How somebody was told of a question.
     *
     * @param person id of whom; null for a group, by its bot
     * @param sentAt when it went out; null where it did not
     * @param problem why it did not, at the last attempt; empty where it did or was not tried yet
     * @param again whether it is tried (again)
     */
    @Schema(name = "AgentTold")
    record Told(
            Node.Tell way,
            @Nullable String person,
            @Nullable Instant sentAt,
            String problem,
            boolean again) {}

    /**
     * A question to a person.
     *
     * @param told who was told of it, and by what, beside the page
     * @param approved null where nobody decided, or an answer is asked for
     * @param open whether somebody may still decide
     * @param mine whether who asks here may
     * @param answer what was said in words to a question without a form; empty for nothing
     * @param form JSON Schema of what is decided with it; null for nothing
     * @param suggested what the form begins with; null where there is none
     * @param data what was decided with it; null where nothing was
     * @param delegate id of who was handed it; null for nobody
     * @param escalatedAt since when others are asked, too; null where they are not
     * @param escalatedTo id of whom; null for owners and administrators
     * @param dueAt until when; null for ever
     * @param decidedAt when somebody did, or when it was over without
     */
    @Schema(name = "AgentApproval")
    public record Approval(
            String position,
            String node,
            Asks asks,
            String question,
            Node.Decider by,
            @Nullable Boolean approved,
            boolean open,
            boolean mine,
            String note,
            String answer,
            @Nullable JsonNode form,
            @Nullable JsonNode suggested,
            @Nullable JsonNode data,
            @Nullable String delegate,
            @Nullable Instant escalatedAt,
            @Nullable String escalatedTo,
            List<Told> told,
            Instant askedAt,
            @Nullable Instant dueAt,
            @Nullable Instant decidedAt) {}

    /**
     * A time that is waited for.
     *
     * @param open whether it still is
     */
    @Schema(name = "AgentPause")
    record Pause(String position, String node, boolean open, Instant since, Instant dueAt) {}

    /**
     * A signal that is waited for.
     *
     * @param name of the signal
     * @param key that it has to have; empty for none
     * @param open whether it still is
     * @param dueAt until when; null for ever
     */
    @Schema(name = "AgentAwaited")
    record Awaited(
            String position,
            String node,
            String name,
            String key,
            boolean open,
            Instant since,
            @Nullable Instant dueAt) {}

    /**
     * A call of a tool of which nobody knows whether it was made, and a person says what is to be done.
     *
     * @param kind of the node
     * @param open whether somebody may still say it
     * @param sent what was sent, secrets as their names
     * @param known what is known of it; empty where the process ended in its middle
     * @param answeredAt when somebody said it last
     */
    @Schema(name = "AgentOutcome")
    public record Outcome(
            String position,
            String node,
            String kind,
            boolean open,
            JsonNode sent,
            String known,
            Instant begunAt,
            Instant askedAt,
            @Nullable Instant answeredAt) {}

    /**
     * A run that a node of this one began.
     *
     * @param position of the node
     * @param node its id
     * @param name of the agent
     * @param asks how many questions are put to people there, and in runs below it
     */
    @Schema(name = "AgentRunBelow")
    record Below(
            String position,
            String node,
            UUID run,
            UUID agent,
            int release,
            String name,
            State state,
            int asks,
            Instant startedAt,
            @Nullable Instant endedAt) {}

    /** All of it: steps in the order in which they were done. */
    @Schema(name = "WholeAgentRun")
    public record Whole(
            Run run,
            List<Step> steps,
            List<Approval> approvals,
            List<Pause> pauses,
            List<Awaited> awaited,
            List<Outcome> outcomes,
            List<Below> below) {}
}
