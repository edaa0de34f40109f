package org.liaoyuan.server.agent.door;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.Permission;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.agent.Notices;
import org.liaoyuan.server.agent.Run;
import org.liaoyuan.server.agent.Runs;
import org.liaoyuan.server.agent.WaitingQuestions;
import org.liaoyuan.server.model.AbsentCaller;
import org.liaoyuan.server.store.Tenant;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * Questions that are answered by the link of a mail, as the person that it was sent to. The token is the proof; it stands in no address that
 * a server is asked for, and following the link alone answers nothing.
 */
@RestController
@RequestMapping("/api/agent-links")
@Tag(name = "agents")
class LinkController {

    /** What the audit log is told. */
    private static final String HOW = "by=mail-link";

    private final Notices notices;
    private final AbsentCaller callers;
    private final WaitingQuestions questions;
    private final Runs runs;

    LinkController(Notices notices, AbsentCaller callers, WaitingQuestions questions, Runs runs) {
        this.notices = notices;
        this.callers = callers;
        this.questions = questions;
        this.runs = runs;
    }

    /** @param token what follows # in the link */
    @Schema(name = "AgentLink")
    record Given(@Nullable String token) {}

    /**
     * The question of a link.
     *
     * @param agent the name of the agent
     * @param form JSON Schema of what is filled in; null for nothing
     * @param suggested what the form begins with; null where there is none
     * @param dueAt until when; null for ever
     */
    @Schema(name = "AgentLinkQuestion")
    record Shown(
            String agent,
            Run.Asks asks,
            String question,
            @Nullable JsonNode form,
            @Nullable JsonNode suggested,
            Instant askedAt,
            @Nullable Instant dueAt) {}

    /**
     * What is said to it.
     *
     * @param token what follows # in the link
     * @param approved to a decision: yes or no
     * @param note to a decision; may be left out
     * @param text to a question without a form
     * @param data what was filled in, where there is a form
     */
    @Schema(name = "AgentLinkAnswer")
    record Said(
            @Nullable String token,
            @Nullable Boolean approved,
            @Nullable String note,
            @Nullable String text,
            @Nullable JsonNode data) {}

    @Operation(operationId = "showAgentLink", summary = "The question that a link of a mail is for; answers nothing")
    @PostMapping("/question")
    Shown show(@RequestBody Given body) {
        Notices.Link link = link(body.token());
        return as(link, () -> {
            WaitingQuestions.Question question = questions
                    .find(link.run(), link.position())
                    .filter(WaitingQuestions.Asked::decides)
                    .orElseThrow(LinkController::over)
                    .question();
            return new Shown(
                    question.agent(),
                    question.asks(),
                    question.question(),
                    question.form(),
                    question.suggested(),
                    question.askedAt(),
                    question.dueAt());
        });
    }

    @Operation(
            operationId = "answerAgentLink",
            summary = "Answers the question of a link, once, as the person that it was sent to")
    @PostMapping("/answer")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void answer(@RequestBody Said body) {
        Notices.Link link = link(body.token());
        as(link, () -> {
            if (body.approved() == null) {
                String text = body.text() == null ? "" : body.text();
                runs.answer(link.run(), link.position(), text, body.data(), HOW);
            } else {
                String note = RunController.note(body.note());
                runs.decide(link.run(), link.position(), body.approved(), note, body.data(), HOW);
            }
            return true;
        });
        notices.used(link);
    }

    private Notices.Link link(@Nullable String token) {
        return token == null ? fail() : notices.link(token).orElseGet(LinkController::fail);
    }

    private static Notices.Link fail() {
        throw over();
    }

    private static RefusedException over() {
        return RefusedException.absent("This link leads to no question any more: it was answered, or its time is over");
    }

    /** As that person, as far as they still may. */
    private <T> T as(Notices.Link link, Supplier<T> work) {
        Identity who = callers.identity(new Tenant(link.organisation(), link.person(), false, false));
        if (!who.may(Permission.DECIDE_RUNS)) {
            throw over();
        }
        return Identity.with(who).call(() -> who.tenant().ask(work));
    }
}
