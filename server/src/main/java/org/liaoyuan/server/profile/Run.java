package org.liaoyuan.server.profile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.liaoyuan.server.profile.RunStatus.State;

/** The progress of one run. One thread writes it, any may read it, wait for news or ask it to stop. */
final class Run {

    private final UUID id = UUID.randomUUID();
    private final String model;
    private final int total;
    private final long begun = System.nanoTime();
    private final List<Cell> cells = new ArrayList<>();
    private State state = State.RUNNING;
    private int done;
    private int passed;
    private String skill = "";
    private int difficulty;
    private String problem = "";
    private boolean stopping;
    private long news;

    Run(String model, int total) {
        this.model = model;
        this.total = total;
    }

    synchronized RunStatus status() {
        long seconds = (System.nanoTime() - begun) / 1_000_000_000L;
        long left = done == 0 ? -1 : seconds * (total - done) / done;
        return new RunStatus(
                id, model, state, total, done, passed, skill, difficulty, left, List.copyOf(cells), problem);
    }

    /** A number that grows with every change; see {@link #awaitNews}. */
    synchronized long news() {
        return news;
    }

    /** Waits until something has changed since, or the time is over. */
    synchronized void awaitNews(long since, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (news == since && state == State.RUNNING) {
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return;
            }
            wait(millis);
        }
    }

    synchronized void stop() {
        stopping = true;
    }

    synchronized boolean isStopping() {
        return stopping;
    }

    synchronized void begin(Measurement.Part part) {
        skill = part.skill();
        difficulty = part.level().difficulty();
        changed();
    }

    synchronized void answered(Outcome outcome) {
        done++;
        passed += outcome.passed() ? 1 : 0;
        changed();
    }

    /** Questions that can't be asked here, and why. */
    synchronized void leaveOut(int questions, String why) {
        done += questions;
        problem = why;
        changed();
    }

    synchronized void complete(Cell cell) {
        cells.add(cell);
        changed();
    }

    synchronized void end(State how, String why) {
        state = how;
        problem = why.isEmpty() ? problem : why;
        skill = "";
        difficulty = 0;
        changed();
    }

    private synchronized void changed() {
        news++;
        notifyAll();
    }
}
