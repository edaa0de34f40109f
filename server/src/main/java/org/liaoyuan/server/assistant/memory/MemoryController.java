package org.liaoyuan.server.assistant.memory;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The memories of who asks. */
@RestController
@Tag(name = "memories", description = "What a person lets be remembered of them.")
@RequestMapping("/api/memories")
class MemoryController {

    private final MemoryStore store;
    private final ProposalStore proposals;

    MemoryController(MemoryStore store, ProposalStore proposals) {
        this.store = store;
        this.proposals = proposals;
    }

    /**
     * All there is.
     *
     * @param memories the newest first
     * @param most how many there may be
     */
    @Schema(name = "MemoryList")
    record Listed(MemorySetting setting, List<Memory> memories, int most) {}

    /**
     * What may be said of a memory.
     *
     * @param text at most 300 characters on one line; needed for a new one
     * @param kind null for a new one: as its words show; for one that is changed: as it was
     * @param active null: as it was, and true for a new one
     */
    @Schema(name = "MemoryChange")
    record Change(
            @Nullable String text,
            @Nullable MemoryKind kind,
            @Nullable Boolean active) {}

    /**
     * What is wanted of memory; what is left out stays.
     *
     * @param active whether it is used at all
     * @param proposes whether facts are proposed
     */
    @Schema(name = "MemorySettingChange")
    record SettingChange(@Nullable Boolean active, @Nullable Boolean proposes) {}

    /**
     * A yes.
     *
     * @param text in the person's own words; null: as proposed
     * @param replace whether the older memory of the same thing is forgotten
     */
    @Schema(name = "MemoryYes")
    record Yes(@Nullable String text, @Nullable Boolean replace) {}

    @Operation(
            operationId = "listMemories",
            summary = "Everything that is remembered of oneself, and whether it is used")
    @GetMapping
    Listed list() {
        return new Listed(store.setting(), store.list(), MemoryStore.MOST);
    }

    @Operation(operationId = "addMemory", summary = "Writes a memory by hand; the same words twice are one")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Memory add(@RequestBody Change wanted) {
        String text = Memory.text(wanted.text());
        Fact sorted = FactRules.sorted(text);
        return store.ofText(text).orElseGet(() -> store.add(of(sorted, wanted.kind()), MemoryStore.Source.BY_HAND));
    }

    /** A slot belongs to the kind that the words showed. */
    private static Fact of(Fact fact, @Nullable MemoryKind kind) {
        return kind == null || kind == fact.kind() ? fact : new Fact(fact.text(), kind, "");
    }

    @Operation(operationId = "changeMemory", summary = "Changes a memory's words or kind, or lets it rest")
    @PatchMapping("/{id}")
    Memory change(@PathVariable UUID id, @RequestBody Change change) {
        Memory old = store.get(id);
        String text = change.text() == null ? old.text() : Memory.text(change.text());
        MemoryKind kind = change.kind() == null ? old.kind() : change.kind();
        String slot = text.equals(old.text()) && kind == old.kind()
                ? store.slot(id)
                : of(FactRules.sorted(text), kind).slot();
        store.change(id, new Fact(text, kind, slot), change.active() == null ? old.active() : change.active());
        return store.get(id);
    }

    @Operation(operationId = "forgetMemory", summary = "Forgets one: it is gone, and answers that were given it say so")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forget(@PathVariable UUID id) {
        store.get(id);
        store.forget(id);
    }

    @Operation(operationId = "forgetAllMemories", summary = "Forgets all, and what was proposed and not decided")
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forgetAll() {
        store.forgetAll();
    }

    @Operation(operationId = "setMemory", summary = "Whether memory is used, and whether facts are proposed")
    @PutMapping("/setting")
    MemorySetting set(@RequestBody SettingChange change) {
        MemorySetting old = store.setting();
        MemorySetting wanted = new MemorySetting(
                change.active() == null ? old.active() : change.active(),
                change.proposes() == null ? old.proposes() : change.proposes());
        store.set(wanted);
        if (!wanted.active() || !wanted.proposes()) {
            proposals.removeAll();
        }
        return wanted;
    }

    @Operation(operationId = "keepProposal", summary = "Says yes to a proposal: it becomes a memory")
    @PostMapping("/proposals/{id}")
    @ResponseStatus(HttpStatus.CREATED)
    @Transactional
    Memory keep(@PathVariable UUID id, @RequestBody(required = false) @Nullable Yes yes) {
        ProposalStore.Open open = proposals.get(id);
        String text = yes == null || yes.text() == null ? open.fact().text() : Memory.text(yes.text());
        Fact fact = text.equals(open.fact().text())
                ? open.fact()
                : new Fact(text, open.fact().kind(), open.fact().slot());
        if (yes != null && Boolean.TRUE.equals(yes.replace())) {
            store.ofSlot(fact.slot()).ifPresent(old -> store.forget(old.id()));
        }
        proposals.remove(id);
        return store.ofText(text)
                .orElseGet(() -> store.add(fact, new MemoryStore.Source(open.conversation(), open.turn())));
    }

    @Operation(operationId = "refuseProposal", summary = "Says no to a proposal: it is not made again")
    @DeleteMapping("/proposals/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void refuse(@PathVariable UUID id) {
        proposals.get(id);
        proposals.refuse(id);
    }
}
