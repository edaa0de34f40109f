package org.liaoyuan.server.websearch;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.TryLaterException;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.net.WebAddress;
import org.liaoyuan.server.space.read.Passage;
import org.liaoyuan.server.websearch.ask.Found;
import org.liaoyuan.server.websearch.ask.SearchService;
import org.liaoyuan.server.websearch.ask.ServiceClient;
import org.liaoyuan.server.websearch.ask.ServiceFailure;
import org.liaoyuan.server.websearch.fetch.Fetcher;
import org.liaoyuan.server.websearch.fetch.Fetcher.Outcome;
import org.liaoyuan.server.websearch.fetch.Page;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Searches the web for somebody.
 *
 * <p>INVARIANT: no connection is opened, and no name looked up, before {@link #require} has passed. It is the one way in.
 */
@Component
public class WebSearch {

    private static final int MOST_AT_ONCE = 8;
    private static final int MOST_RESULTS = 10;
    private static final Duration WAIT_FOR_PLACE = Duration.ofSeconds(2);

    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final Switches switches;
    private final ServiceStore services;
    private final ObjectProvider<ServiceClient> client;
    private final ObjectProvider<Fetcher> fetcher;
    private final BestPassages best;
    private final WebSearchSettings settings;
    private final RecentAnswers recent;

    WebSearch(
            Switches switches,
            ServiceStore services,
            ObjectProvider<ServiceClient> client,
            ObjectProvider<Fetcher> fetcher,
            BestPassages best,
            WebSearchSettings settings) {
        this.switches = switches;
        this.services = services;
        this.client = client;
        this.fetcher = fetcher;
        this.best = best;
        this.settings = settings;
        this.recent = new RecentAnswers(settings.remember());
    }

    /** Whether somebody may search: they have the permission, a service is configured, nobody switched it off. */
    public boolean available(Identity who) {
        return switches.state(who) == Switches.State.AVAILABLE;
    }

    /** The passages of {@link #search}. */
    public List<WebPassage> find(Identity who, String question, int limit) {
        return search(who, question, limit).passages();
    }

    /**
     * Asks the services in their order until one finds something, fetches the first pages, and says which passages fit best.
     *
     * @throws RefusedException if it is not {@link #available}; then no byte has left
     * @throws WebSearchException if no service answered
     * @throws TryLaterException if too many searches are under way
     */
    public WebAnswer search(Identity who, String question, int limit) {
        require(who);
        Switches.Installation installation = switches.installation();
        List<SearchService> asked = services.all();
        RecentAnswers.Key key =
                new RecentAnswers.Key(who.organisation(), question, limit, List.of(installation, asked.toString()));
        Optional<WebAnswer> known = recent.find(key);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            if (!places.tryAcquire(WAIT_FOR_PLACE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TryLaterException(
                        503, MOST_AT_ONCE + " searches of the web are under way; try again", Duration.ofSeconds(5));
            }
            try {
                WebAnswer answer = search(asked, installation, Caller.of(who), question, limit);
                if (!answer.passages().isEmpty()) {
                    recent.put(key, answer);
                }
                return answer;
            } finally {
                places.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WebSearchException(
                    List.of(new WebAnswer.Note(WebAnswer.Step.SERVICE, "search", "it was interrupted")));
        }
    }

    /** @throws RefusedException if who asks may not search, or there is nothing to search with */
    private void require(Identity who) {
        switch (switches.state(who)) {
            case AVAILABLE -> {}
            case NOT_PERMITTED -> throw RefusedException.forbidden("Searching the web is not among your permissions");
            case NOT_CONFIGURED ->
                throw RefusedException.conflict(
                        "No search service is configured; the installation's owner adds one under Settings");
            case OFF -> throw RefusedException.conflict("Searching the web is switched off for this installation");
            case OFF_FOR_ORGANISATION ->
                throw RefusedException.conflict("Searching the web is switched off for your organisation");
        }
    }

    /** What services found, and what went wrong until then. */
    private record Results(String service, List<Found> found, Instant at) {}

    private WebAnswer search(
            List<SearchService> asked, Switches.Installation installation, Caller caller, String question, int limit)
            throws InterruptedException {
        long end = System.nanoTime() + settings.mostTime().toNanos();
        List<WebAnswer.Note> notes = new ArrayList<>();
        Results results = ask(asked, question, end, notes);
        List<Found> pages = installation.readPages()
                ? results.found().stream().limit(settings.mostPages()).toList()
                : List.of();
        List<Outcome> outcomes = pages.isEmpty()
                ? List.of()
                : fetcher.getObject()
                        .fetch(pages.stream().map(Found::address).toList(), settings.mostPageTime(), left(end));
        List<WebPassage> all = new ArrayList<>();
        for (int i = 0; i < results.found().size(); i++) {
            Found found = results.found().get(i);
            Outcome outcome = i < outcomes.size() ? outcomes.get(i) : null;
            if (outcome instanceof Outcome.Read(Page page)) {
                page.passages().forEach(passage -> all.add(passage(found, page, passage)));
            } else {
                if (outcome instanceof Outcome.Failed(String why)) {
                    notes.add(new WebAnswer.Note(
                            WebAnswer.Step.PAGE, found.address().toString(), why));
                }
                snippet(found, results.at()).ifPresent(all::add);
            }
        }
        return new WebAnswer(results.service(), best.of(question, all, caller, limit), notes);
    }

    /** The first service that finds something; the last that answered where none does. */
    private Results ask(List<SearchService> asked, String question, long end, List<WebAnswer.Note> notes)
            throws InterruptedException {
        Results empty = null;
        for (SearchService service : asked) {
            Duration time = min(settings.mostServiceTime(), left(end));
            try {
                List<Found> found = once(client.getObject().search(service, question, MOST_RESULTS, time));
                Results results = new Results(service.kind().name(), found, Instant.now());
                if (!found.isEmpty()) {
                    return results;
                }
                empty = results;
            } catch (ServiceFailure e) {
                notes.add(new WebAnswer.Note(
                        WebAnswer.Step.SERVICE, service.kind().name(), String.valueOf(e.getMessage())));
            }
        }
        if (empty != null) {
            return empty;
        }
        throw new WebSearchException(
                notes.isEmpty()
                        ? List.of(new WebAnswer.Note(
                                WebAnswer.Step.SERVICE, "search", "no key of a service opens; enter them again"))
                        : notes);
    }

    /** Metasearches name a page more than once. */
    private static List<Found> once(List<Found> found) {
        Map<URI, Found> byAddress = new LinkedHashMap<>();
        found.forEach(each -> byAddress.putIfAbsent(each.address(), each));
        return List.copyOf(byAddress.values());
    }

    private static WebPassage passage(Found found, Page page, Passage passage) {
        String title = page.title().isEmpty() ? found.title() : page.title();
        return WebPassage.of(
                source(title, page.address(), page.fetchedAt()), passage.headings(), passage.text(), false);
    }

    private static Optional<WebPassage> snippet(Found found, Instant at) {
        return found.snippet().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        WebPassage.of(source(found.title(), found.address(), at), List.of(), found.snippet(), true));
    }

    private static WebPassage.Source source(String title, URI address, Instant at) {
        return new WebPassage.Source(title, address.toString(), WebAddress.site(address), at);
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
