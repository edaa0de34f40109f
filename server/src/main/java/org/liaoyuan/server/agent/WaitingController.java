package org.liaoyuan.server.agent;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Questions of runs, for who decides them. */
@RestController
@Tag(name = "agents")
class WaitingController {

    private final WaitingQuestions questions;

    WaitingController(WaitingQuestions questions) {
        this.questions = questions;
    }

    @Operation(
            operationId = "listWaitingApprovals",
            summary = "What runs ask of you, the longest waiting first, 100 at most")
    @GetMapping("/api/agent-approvals")
    List<WaitingQuestions.Question> list() {
        return questions.list();
    }
}
