package org.liaoyuan.server.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How long the log is kept, for all organisations: it is one. */
@RestController
@Tag(name = "audit", description = "What was done in the organisation.")
@RequestMapping("/api/audit/retention")
class RetentionController {

    private final AuditRetention retention;
    private final Pruning pruning;

    RetentionController(AuditRetention retention, Pruning pruning) {
        this.retention = retention;
        this.pruning = pruning;
    }

    /**
     * How long rows are kept.
     *
     * @param months null for ever
     * @param fixed whether the server's settings say so, and it can't be changed here
     * @param pruned how many rows are gone
     * @param prunedUntil when the last of those was written; null where none is gone
     */
    record AuditKeeping(
            @Nullable Integer months,
            boolean fixed,
            long pruned,
            @Nullable Instant prunedUntil) {}

    /** @param months 1 to 1200; null for ever */
    record RetentionChange(@Nullable Integer months) {}

    @Operation(operationId = "getAuditRetention", summary = "How long the log is kept, and what is gone already")
    @GetMapping
    AuditKeeping retention() {
        OptionalInt months = retention.months();
        Optional<Checkpoint> checkpoint = pruning.newest();
        return new AuditKeeping(
                months.isPresent() ? months.getAsInt() : null,
                retention.isFixed(),
                checkpoint.map(Checkpoint::through).orElse(0L),
                checkpoint.map(Checkpoint::last).orElse(null));
    }

    @Operation(
            operationId = "changeAuditRetention",
            summary = "Changes how long the log is kept; rows that are older are gone within a day")
    @PutMapping
    AuditKeeping change(@RequestBody RetentionChange change) {
        retention.change(Identity.current(), change.months());
        return retention();
    }
}
