package org.liaoyuan.server.model.internal.remote;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.FinishReason;
import org.liaoyuan.engine.Usage;
import org.liaoyuan.server.model.Cost;
import org.liaoyuan.server.model.RemoteException;
import org.liaoyuan.server.model.RemoteFailure;

/** One answer under way: when it began and ended, what it took. The lease is given back exactly once. Thread-safe. */
final class Exchange {

    private final Reply reply;
    private final Lease lease;
    private final long start;
    private long first;
    private long end;
    private int events;
    private int promptTokens;
    private int cachedTokens;
    private int completionTokens = -1;
    private @Nullable FinishReason said;
    private @Nullable FinishReason reason;

    /** @param start when the request was sent, by {@link System#nanoTime()} */
    Exchange(Reply reply, Lease lease, long start) {
        this.reply = reply;
        this.lease = lease;
        this.start = start;
    }

    /** An event with words came: where the provider does not count tokens, these are counted. */
    synchronized void heard() {
        if (first == 0) {
            first = System.nanoTime();
        }
        events++;
    }

    /** The provider's own count. */
    synchronized void used(int prompt, int cached, int completion) {
        promptTokens = Math.max(0, prompt);
        cachedTokens = Math.clamp(cached, 0, promptTokens);
        completionTokens = Math.max(0, completion);
    }

    /** The provider said why it ends; more may follow. */
    synchronized void says(FinishReason why) {
        said = why;
    }

    synchronized boolean hasReason() {
        return said != null;
    }

    /** It ended as it should. */
    void finish() {
        if (end(said == null ? FinishReason.STOP : said)) {
            reply.done();
            lease.ended(Optional.empty());
        }
    }

    void cancel() {
        if (end(FinishReason.CANCELLED)) {
            reply.close();
            lease.ended(Optional.empty());
        }
    }

    /** It broke: what to throw; empty if it was cancelled and the break is only the consequence. */
    Optional<RemoteException> broke(IOException e) {
        return broke(reply.failure(e).failure().message());
    }

    Optional<RemoteException> broke(String how) {
        if (!end(FinishReason.ERROR)) {
            return Optional.empty();
        }
        reply.close();
        RemoteFailure failure = new RemoteFailure.Broken("the answer broke off: " + how);
        lease.ended(Optional.of(failure));
        return Optional.of(new RemoteException(failure));
    }

    private synchronized boolean end(FinishReason why) {
        if (reason != null) {
            return false;
        }
        reason = why;
        end = System.nanoTime();
        return true;
    }

    synchronized Optional<FinishReason> finishReason() {
        return Optional.ofNullable(reason);
    }

    synchronized Cost cost() {
        long until = reason == null ? System.nanoTime() : end;
        Duration toFirst = Duration.ofNanos((first == 0 ? until : first) - start);
        int completion = completionTokens < 0 ? events : completionTokens;
        Usage usage = new Usage(
                promptTokens, cachedTokens, completion, Duration.ZERO, toFirst, Duration.ofNanos(until - start), 0);
        return new Cost(usage, 0, false);
    }
}
