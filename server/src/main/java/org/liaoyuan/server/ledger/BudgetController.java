package org.liaoyuan.server.ledger;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.store.Tenant;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Budgets, for the page. */
@RestController
@Tag(name = "budgets", description = "What may be spent by whom.")
@RequestMapping("/api/budgets")
class BudgetController {

    private final Budgets budgets;

    BudgetController(Budgets budgets) {
        this.budgets = budgets;
    }

    /** A budget to be set; every field is needed. */
    record Wanted(
            @Nullable Subject subject,
            @Nullable String subjectId,
            @Nullable Period period,
            @Nullable Unit unit,
            @Nullable Double amount) {

        Budget budget() {
            if (subject == null || subjectId == null || period == null || unit == null || amount == null) {
                throw new IllegalArgumentException("a budget needs subject (KEY, PERSON or ORGANISATION), subjectId,"
                        + " period (DAY or MONTH), unit (TOKENS, JOULES or YUAN) and amount");
            }
            return new Budget(
                    UUID.randomUUID(),
                    Tenant.current().organisation(),
                    subject,
                    subjectId.strip(),
                    period,
                    unit,
                    amount);
        }
    }

    @Operation(operationId = "listBudgets", summary = "Every budget of the organisation and what of it is used")
    @GetMapping
    List<BudgetStatus> list() {
        return budgets.all();
    }

    /** Replaces the amount where the same subject has one for this period and unit. */
    @Operation(operationId = "putBudget", summary = "Sets a budget")
    @PutMapping
    BudgetStatus put(@RequestBody Wanted wanted) {
        return budgets.put(wanted.budget());
    }

    @Operation(operationId = "removeBudget", summary = "Removes a budget")
    @DeleteMapping("/{id}")
    ResponseEntity<Void> remove(@PathVariable UUID id) {
        if (!budgets.remove(id)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no budget " + id);
        }
        return ResponseEntity.noContent().build();
    }
}
