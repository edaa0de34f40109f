package org.liaoyuan.server.websearch.fetch;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.liaoyuan.server.net.PublicAddresses;

/** Fetches pages side by side and reads them. Thread-safe. */
public final class Fetcher implements AutoCloseable {

    /** Pages that are parsed at once, over all searches: each takes memory by the dozen of megabytes. */
    private static final int MOST_PARSED = 4;

    private final Semaphore parsing = new Semaphore(MOST_PARSED);
    private final PageClient client;
    private final PageReader reader = new PageReader();

    /** @param insideHosts hosts that are allowed although they are not public, as addresses write them */
    public Fetcher(List<String> insideHosts) {
        this(new PublicAddresses(insideHosts));
    }

    Fetcher(PublicAddresses addresses) {
        this.client = new PageClient(addresses);
    }

    /** What came of one address. */
    public sealed interface Outcome {

        /** It was read. */
        record Read(Page page) implements Outcome {}

        /** It was not. */
        record Failed(String why) implements Outcome {}
    }

    /**
     * Asks for all of them at once.
     *
     * @param each time for one page
     * @param all time until those that are not there are given up
     * @return in the order of the addresses
     */
    public List<Outcome> fetch(List<URI> addresses, Duration each, Duration all) throws InterruptedException {
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("web-page-", 0).factory());
        try {
            List<Callable<Outcome>> tasks = new ArrayList<>();
            addresses.forEach(address -> tasks.add(() -> one(address, each)));
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> future :
                    threads.invokeAll(tasks, Math.max(1, all.toMillis()), TimeUnit.MILLISECONDS)) {
                outcomes.add(outcome(future, all));
            }
            return outcomes;
        } finally {
            // not waited for: a look-up of a name can't be interrupted
            threads.shutdownNow();
        }
    }

    private static Outcome outcome(Future<Outcome> future, Duration all) throws InterruptedException {
        try {
            return future.get();
        } catch (CancellationException e) {
            return new Outcome.Failed("not there within " + all.toMillis() + " ms");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException) {
                return new Outcome.Failed("not there within " + all.toMillis() + " ms");
            }
            return new Outcome.Failed("it could not be read");
        }
    }

    private Outcome one(URI address, Duration time) throws InterruptedException {
        try {
            PageClient.Sent sent = client.get(address, time);
            parsing.acquire();
            try {
                return new Outcome.Read(reader.read(sent));
            } finally {
                parsing.release();
            }
        } catch (PageFailure e) {
            return new Outcome.Failed(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
