package org.liaoyuan.server.agent;

import dev.dbos.transact.StartWorkflowOptions;
import dev.dbos.transact.workflow.WorkflowHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.liaoyuan.server.agent.definition.Node;
import org.liaoyuan.server.agent.definition.Position;
import tools.jackson.databind.json.JsonMapper;

/**
 * Walks the branches of one parallel node beside each other, each as a workflow of its own; where what a branch waited for is over while
 * others are still at work, as another one, which finds what was done. It is at rest when each branch has ended or waits.
 *
 * <p>Its threads know no workflow, so that neither the starting of branches nor the waiting for them are steps of the one that reached the
 * parallel node: how a branch ended stands in its own row. Walked again, it finds its branches by their names.
 */
final class Abreast {

    /** Branches that are walked at once; the others wait for their turn. */
    private static final int AT_ONCE = 4;

    private static final JsonMapper JSON = new JsonMapper();

    private final Walker.Parts parts;
    private final Walk self;
    private final Leg leg;
    private final Node.Parallel node;
    private final String position;
    private final String passed;
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final Object lock = new Object();

    /** Branches that have not come to rest. Guarded by the lock. */
    private int atWork;

    /**
     * Not walked yet.
     *
     * @param position of the node
     * @param trail what was passed before
     */
    Abreast(Walker.Parts parts, Walk self, Leg leg, Node.Parallel node, String position, Trail trail) {
        this.parts = parts;
        this.self = self;
        this.leg = leg;
        this.node = node;
        this.position = position;
        this.passed = JSON.writeValueAsString(trail.positions());
        this.atWork = node.branches().size();
    }

    /** How each branch ended, in their order. */
    List<Passage> walk() {
        List<Future<Passage>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Node.Way way : node.branches()) {
                all.add(threads.submit(() -> leg.owner().call(() -> walk(way))));
            }
            List<Passage> passages = new ArrayList<>();
            for (Future<Passage> one : all) {
                passages.add(one.get());
            }
            return passages;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedError(e);
        } catch (ExecutionException e) {
            if (parts.stopping().getAsBoolean()) {
                throw new StoppedError(e);
            }
            throw new IllegalStateException("a branch of node " + node.id() + " could not be walked", e);
        }
    }

    private Passage walk(Node.Way way) throws InterruptedException {
        String place = Position.inside(position, way.name());
        try {
            for (int turn = 0; ; turn++) {
                room.acquire();
                int over;
                Passage passage;
                try {
                    over = parts.runs().waitsOver(leg, place);
                    passage = walk(way, place, turn);
                } finally {
                    room.release();
                }
                if (passage.how() != Passage.How.WAITS || !(hasGoneOn(place, turn) || goesOn(place, over))) {
                    return passage;
                }
            }
        } finally {
            rests();
        }
    }

    private Passage walk(Node.Way way, String place, int turn) {
        WorkflowHandle<String, RuntimeException> branch = parts.dbos()
                .startWorkflow(
                        () -> self.branch(leg.run().toString(), leg.number(), place, way.next(), node.join(), passed),
                        new StartWorkflowOptions(name(place, turn)));
        return JSON.readValue(branch.getResult(), Passage.class);
    }

    private String name(String place, int turn) {
        return leg.id() + "." + place + (turn == 0 ? "" : "+" + turn);
    }

    /** Whether it did before the process died in which it was walked first. */
    private boolean hasGoneOn(String place, int turn) {
        return parts.dbos().getWorkflowStatus(name(place, turn + 1)).isPresent();
    }

    /** Rests until more is over of what this branch waited for, or no other branch is at work; then it is at work again, if only to end. */
    private boolean goesOn(String place, int over) throws InterruptedException {
        try (RunNews.Watch news = parts.changes().watch(leg.run(), RunNews.What.STEP)) {
            rests();
            while (true) {
                boolean more = parts.runs().waitsOver(leg, place) > over;
                synchronized (lock) {
                    if (more || atWork == 0) {
                        atWork++;
                        return more;
                    }
                }
                news.await(RunNews.OTHERS);
            }
        }
    }

    private void rests() {
        synchronized (lock) {
            atWork--;
        }
        parts.changes().tell(leg.run(), RunNews.What.STEP);
    }
}
