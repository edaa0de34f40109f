package org.liaoyuan.server.assistant.meeting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.liaoyuan.engine.BusyException;
import org.liaoyuan.engine.ContextOverflowException;
import org.liaoyuan.server.assistant.frame.Language;
import org.liaoyuan.server.assistant.making.StoppedException;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.AnswerPart;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.ModelSettings;
import org.liaoyuan.server.space.SpaceText;
import org.springframework.stereotype.Component;

/**
 * Asks the default model for notes: first what is said in each part of the recording, then what of that matters most. Each question is
 * short, so that a small model can answer it and whoever else waits is not kept waiting long.
 */
@Component
class MeetingMaker {

    private static final int LEAST_TOKENS = 200;
    private static final int MOST_TOKENS = 1_000;

    /** As many points are summed up at once. */
    private static final int MOST_POINTS = 30;

    /** So few are a summary already. */
    private static final int FEW_POINTS = 6;

    /** For one question. */
    private static final Duration MOST_TIME = Duration.ofMinutes(5);

    private static final Duration BUSY = Duration.ofSeconds(2);
    private static final int MOST_BUSY = 150;

    private final ModelService models;
    private final ModelSettings local;
    private volatile boolean stopping;

    MeetingMaker(ModelService models, ModelSettings local) {
        this.models = models;
        this.local = local;
    }

    /**
     * What came of it.
     *
     * @param summary points, at least one
     * @param items of all kinds, in the order in which they were said
     */
    record Made(List<Item> summary, List<Item> items, String model, Language language) {}

    private record Said(List<Item> items, String model) {}

    /**
     * Notes of a recording.
     *
     * @param progress told how many parts of how many were read
     * @return empty if nothing that the model said stands in the recording
     * @throws ContextOverflowException if the model takes less than the shortest part
     */
    Optional<Made> make(String title, List<SpaceText.Part> parts, Caller caller, BiConsumer<Integer, Integer> progress)
            throws InterruptedException, StoppedException {
        int most = mostTokens();
        Language language = Language.mostOf(
                String.join(" ", parts.stream().map(SpaceText.Part::text).toList()));
        List<List<Passage>> windows = Passage.windows(Passage.of(parts, most), most);
        List<Item> items = new ArrayList<>();
        String model = "";
        for (int i = 0; i < windows.size(); i++) {
            progress.accept(i, windows.size());
            Said said = ask(Step.FIND, windows.get(i), title, language, caller);
            items.addAll(said.items());
            model = said.model();
        }
        progress.accept(windows.size(), windows.size());
        List<Item> distinct = Found.distinct(items);
        List<Item> points =
                distinct.stream().filter(item -> item.kind() == Item.Kind.POINT).toList();
        if (distinct.isEmpty()) {
            return Optional.empty();
        }
        List<Item> summary = summary(points.isEmpty() ? distinct : points, title, language, caller);
        return Optional.of(new Made(summary, distinct, model, language));
    }

    /** Of many points first of so many each, then of what was said of those. */
    private List<Item> summary(List<Item> points, String title, Language language, Caller caller)
            throws InterruptedException, StoppedException {
        List<Item> left = points;
        while (left.size() > FEW_POINTS) {
            List<Item> shorter = new ArrayList<>();
            for (int from = 0; from < left.size(); from += MOST_POINTS) {
                shorter.addAll(
                        sumUp(left.subList(from, Math.min(left.size(), from + MOST_POINTS)), title, language, caller));
            }
            List<Item> distinct = Found.distinct(shorter);
            if (distinct.size() >= left.size()) {
                break;
            }
            left = distinct;
        }
        return left;
    }

    private List<Item> sumUp(List<Item> points, String title, Language language, Caller caller)
            throws InterruptedException, StoppedException {
        if (points.size() <= FEW_POINTS) {
            return points;
        }
        // a point stands for the passage where it was said: what is said of it leads there
        List<Passage> shown = points.stream()
                .map(point ->
                        new Passage(point.passage().ordinal(), point.passage().time(), point.text()))
                .toList();
        List<Item> said = ask(Step.SUM_UP, shown, title, language, caller).items();
        return said.isEmpty() ? spread(points) : said;
    }

    /** Some of them, from the first to the last. */
    private static List<Item> spread(List<Item> points) {
        List<Item> some = new ArrayList<>();
        for (int i = 0; i < FEW_POINTS; i++) {
            some.add(points.get(i * (points.size() - 1) / (FEW_POINTS - 1)));
        }
        return some;
    }

    /** A third of the context, so that there is room for what stands around it, and for the answer. */
    private int mostTokens() {
        int told = models.capabilities(ModelService.DEFAULT).context();
        int context = told > 0 ? told : local.contextSize();
        return context > 0 ? Math.clamp(context / 3, LEAST_TOKENS, MOST_TOKENS) : MOST_TOKENS;
    }

    private Said ask(Step step, List<Passage> shown, String title, Language language, Caller caller)
            throws InterruptedException, StoppedException {
        for (int tries = 0; ; tries++) {
            try {
                return answer(step, shown, title, language, caller);
            } catch (BusyException e) {
                if (tries >= MOST_BUSY) {
                    throw e;
                }
                Thread.sleep(BUSY);
            } catch (ContextOverflowException e) {
                // an estimate of tokens may be wrong
                if (shown.size() < 2) {
                    throw e;
                }
                Said first = ask(step, shown.subList(0, shown.size() / 2), title, language, caller);
                Said second = ask(step, shown.subList(shown.size() / 2, shown.size()), title, language, caller);
                List<Item> both = new ArrayList<>(first.items());
                both.addAll(second.items());
                return new Said(both, second.model());
            }
        }
    }

    private Said answer(Step step, List<Passage> shown, String title, Language language, Caller caller)
            throws InterruptedException, StoppedException {
        long until = System.nanoTime() + MOST_TIME.toNanos();
        try (Answer answer = models.chat(step.request(shown, title, language, caller))) {
            StringBuilder said = new StringBuilder();
            for (Optional<AnswerPart> part = answer.next(); part.isPresent(); part = answer.next()) {
                if (part.get() instanceof AnswerPart.Text text) {
                    said.append(text.text());
                }
                boolean late = System.nanoTime() - until > 0;
                if (stopping || late) {
                    answer.cancel();
                    throw new StoppedException(late);
                }
            }
            return new Said(Found.in(said.toString(), shown, language), answer.model());
        }
    }

    /** What is being made is left for another time. */
    void stop() {
        stopping = true;
    }
}
