package org.liaoyuan.server.websearch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liaoyuan.server.ledger.BudgetExceededException;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.space.Meaning;
import org.liaoyuan.server.space.index.Hit;
import org.liaoyuan.server.space.index.Ranking;
import org.liaoyuan.server.space.index.Ranking.Candidate;
import org.liaoyuan.server.space.index.Span;
import org.liaoyuan.server.space.read.Passage;
import org.springframework.stereotype.Component;

/** Which of many passages fit a question: by words and meaning, as in people's spaces. */
@Component
class BestPassages {

    /** Vectors cost time: so many of those that are best by words have one. */
    private static final int MOST_VECTORS = 24;

    /** Of one page, so that a long one does not take all the places. */
    private static final int MOST_OF_A_PAGE = 3;

    private final Meaning meaning;

    BestPassages(Meaning meaning) {
        this.meaning = meaning;
    }

    List<WebPassage> of(String question, List<WebPassage> all, Caller caller, int limit) throws InterruptedException {
        if (all.isEmpty()) {
            return List.of();
        }
        Map<Candidate, WebPassage> passages = candidates(all);
        List<Candidate> candidates = List.copyOf(passages.keySet());
        Map<Candidate, Double> nearness = nearness(question, candidates, caller);
        Map<String, WebPassage> byPlace = new HashMap<>();
        passages.forEach(
                (candidate, passage) -> byPlace.put(place(candidate.document(), candidate.ordinal()), passage));
        List<WebPassage> best = new ArrayList<>();
        Map<String, Integer> ofPage = new HashMap<>();
        for (Hit hit : Ranking.fused(question, candidates, nearness, candidates.size())) {
            WebPassage passage = byPlace.get(place(hit.document(), hit.ordinal()));
            if (passage != null
                    && best.size() < limit
                    && ofPage.merge(passage.address(), 1, Integer::sum) <= MOST_OF_A_PAGE) {
                best.add(compared(passage, hit, question));
            }
        }
        return best;
    }

    private static WebPassage compared(WebPassage passage, Hit hit, String question) {
        List<WebPassage.Mark> marks = Span.of(question, passage.text()).stream()
                .map(span -> new WebPassage.Mark(span.start(), span.end()))
                .toList();
        return passage.compared(hit.score(), hit.words(), hit.meaning(), marks);
    }

    private static String place(UUID document, int ordinal) {
        return document + " " + ordinal;
    }

    /** In their order: a service puts the best first, and among equals that counts. */
    private static Map<Candidate, WebPassage> candidates(List<WebPassage> all) {
        Map<String, UUID> pages = new HashMap<>();
        Map<Candidate, WebPassage> candidates = new LinkedHashMap<>();
        for (WebPassage passage : all) {
            UUID page = pages.computeIfAbsent(passage.address(), address -> new UUID(0, pages.size()));
            String title = Stream.concat(Stream.of(passage.title()), passage.headings().stream())
                    .collect(Collectors.joining("\n"));
            candidates.put(new Candidate(page, candidates.size(), title, passage.text()), passage);
        }
        return candidates;
    }

    /** Cosines, brought to 0 … 1; none where the budget for embeddings is used up. */
    private Map<Candidate, Double> nearness(String question, List<Candidate> candidates, Caller caller)
            throws InterruptedException {
        List<Candidate> chosen = chosen(question, candidates);
        Map<Candidate, Double> nearness = new HashMap<>();
        try {
            float[] asked = meaning.of(question, caller);
            List<float[]> vectors = meaning.of(
                    chosen.stream()
                            .map(c -> new Passage(
                                    List.of(c.title().lines().findFirst().orElse("")), null, c.text()))
                            .toList(),
                    caller);
            for (int i = 0; i < chosen.size(); i++) {
                nearness.put(chosen.get(i), (1 + dot(asked, vectors.get(i))) / 2);
            }
        } catch (BudgetExceededException e) {
            nearness.clear();
        }
        return nearness;
    }

    /** The best by words, and the first ones where those are too few. */
    private static List<Candidate> chosen(String question, List<Candidate> candidates) {
        Map<String, Candidate> byPlace = new HashMap<>();
        candidates.forEach(c -> byPlace.put(place(c.document(), c.ordinal()), c));
        Stream<Candidate> byWords = Ranking.byWords(question, candidates, MOST_VECTORS).stream()
                .map(hit -> byPlace.get(place(hit.document(), hit.ordinal())))
                .filter(java.util.Objects::nonNull);
        return Stream.concat(byWords, candidates.stream())
                .distinct()
                .limit(MOST_VECTORS)
                .toList();
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
