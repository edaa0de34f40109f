package org.liaoyuan.server.agent;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.workflow.ListWorkflowsInput;
import dev.dbos.transact.workflow.WorkflowStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes out of the engine's tables what is left there of runs that have ended, or are not there any more. */
final class Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    private static final int PAGE = 500;
    private static final int MOST_PAGES = 10_000;
    private static final int ID = 36;

    private final DBOS dbos;
    private final Survey survey;

    Sweep(DBOS dbos, Survey survey) {
        this.dbos = dbos;
        this.survey = survey;
    }

    /** Legs and branches that have ended, the oldest first. @return how many went */
    int all() {
        // those that end meanwhile would move the pages
        Instant before = Instant.now();
        int gone = 0;
        int kept = 0;
        for (int page = 0; page < MOST_PAGES; page++) {
            List<WorkflowStatus> some = dbos.listWorkflows(new ListWorkflowsInput()
                    .withCompletedBefore(before)
                    .withLoadInput(false)
                    .withLoadOutput(false)
                    .withSortDesc(false)
                    .withOffset(kept)
                    .withLimit(PAGE));
            List<String> over = over(some);
            if (!over.isEmpty()) {
                dbos.deleteWorkflows(over);
            }
            gone += over.size();
            kept += some.size() - over.size();
            if (some.size() < PAGE) {
                break;
            }
        }
        if (gone > 0) {
            LOG.info("{} legs and branches of runs of agents that have ended are taken out of the engine", gone);
        }
        return gone;
    }

    private List<String> over(List<WorkflowStatus> some) {
        Map<String, UUID> runs = some.stream()
                .map(WorkflowStatus::workflowId)
                .filter(id -> id.length() > ID && id.charAt(ID) == '.')
                .collect(Collectors.toMap(id -> id, id -> UUID.fromString(id.substring(0, ID))));
        Set<UUID> open = survey.open(Set.copyOf(runs.values()));
        return runs.keySet().stream().filter(id -> !open.contains(runs.get(id))).toList();
    }
}
