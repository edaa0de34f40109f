package org.liaoyuan.server.assistant.proof;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.assistant.proof.Sentences.Sentence;

/**
 * Checks an answer's citations by rule. What comes out cites as {@code [1]} or {@code [1][3]}, each number being one of the evidence; it
 * says of each sentence on what it stands. Text in code and links is as it was.
 */
public final class Citations {

    /** {@code [1]}, {@code [1, 2]}, {@code 【1】}, {@code [资料1]}: as models write them; not {@code [1](…)}. */
    static final String GROUP =
            "[\\[【［](?:资料|来源|passage|source)?\\s*\\d{1,3}(?:\\s*[,，、;]\\s*\\d{1,3})*\\s*[\\]】］](?!\\()";

    private static final Pattern CITED = Pattern.compile("[ \\t]*(" + GROUP + ")", Pattern.CASE_INSENSITIVE);
    private static final Pattern ONLY_CITED = Pattern.compile(
            "[\\s\\p{P}]*(?:" + GROUP + "[\\s\\p{P}]*)*(?:[\\[【［](?:资料|来源|passage|source)?\\s*[\\d,，、; ]*)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /** A longer text of marks alone is not held back. */
    private static final int MOST_BARE = 200;

    /** What is shorter may say nothing that could be proved ("好的", "Yes"): it is cited where it stands ("陈阿海", "1907"), else no claim. */
    private static final int LEAST_FEATURES = 3;

    private final List<Evidence> evidence;
    private final Support support;
    private final double enough;

    /** @param enough how much of a sentence must stand in a passage, 0 to 1 */
    public Citations(List<Evidence> evidence, String question, double enough) {
        this.evidence = evidence;
        this.support = new Support(question);
        this.enough = enough;
    }

    /**
     * An answer whose citations were checked.
     *
     * @param claims in order, apart from each other, in places of {@code text}
     */
    public record Checked(String text, List<Proof.Claim> claims) {}

    public Checked check(String answer) {
        StringBuilder out = new StringBuilder();
        List<Proof.Claim> claims = new ArrayList<>();
        boolean[] code = Sentences.code(answer);
        int at = 0;
        for (Sentence sentence : Sentences.of(answer)) {
            if (isLayout(answer, sentence)) {
                continue;
            }
            out.append(answer, at, sentence.start());
            at = sentence.end();
            int start = out.length();
            Set<Integer> numbers = new TreeSet<>();
            String body = without(answer, sentence.start(), sentence.stop(), code, numbers);
            String rest = without(answer, sentence.stop(), sentence.end(), code, numbers);
            numbers.removeIf(number -> number < 1 || number > evidence.size());
            Proof.Claim claim = claim(body, numbers, start);
            out.append(body)
                    .append(marks(claim == null ? numbers : claim.numbers()))
                    .append(rest);
            if (claim != null) {
                claims.add(new Proof.Claim(
                        start, out.length(), claim.numbers(), claim.support(), claim.supported(), claim.cited()));
            }
        }
        out.append(answer, at, answer.length());
        return new Checked(out.toString(), List.copyOf(claims));
    }

    private Proof.@Nullable Claim claim(String body, Set<Integer> cited, int start) {
        int features = Features.of(body).size();
        if (features == 0 && cited.isEmpty()) {
            return null;
        }
        if (!cited.isEmpty()) {
            double there =
                    cited.stream().mapToDouble(number -> of(body, number)).max().orElse(0);
            // two passages may hold a half each
            double together = support.of(
                    body,
                    cited.stream()
                            .map(number -> evidence.get(number - 1).text())
                            .reduce("", (a, b) -> a + "\n" + b));
            double best = Math.max(there, together);
            return new Proof.Claim(start, start, List.copyOf(cited), best, best >= enough, true);
        }
        Proof.Claim best = evidence.stream()
                .max(Comparator.comparingDouble((Evidence each) -> of(body, each.number()))
                        .thenComparing(each -> -each.number()))
                .map(each -> attributed(each.number(), of(body, each.number()), start))
                .orElseGet(() -> new Proof.Claim(start, start, List.of(), 0, false, false));
        return best.supported() || features >= LEAST_FEATURES ? best : null;
    }

    private Proof.Claim attributed(int number, double there, int start) {
        boolean stands = there >= enough;
        return new Proof.Claim(start, start, stands ? List.of(number) : List.of(), there, stands, false);
    }

    /** Headings claim nothing; a mark behind a row would be a cell of its own, and one behind a block of code would leave it open. */
    private static boolean isLayout(String answer, Sentence sentence) {
        String line = answer.substring(answer.lastIndexOf('\n', sentence.start() - 1) + 1, sentence.stop());
        String text = line.stripLeading();
        return line.startsWith("#") || Stream.of("|", "```", "~~~").anyMatch(mark -> text.startsWith(mark));
    }

    private double of(String body, int number) {
        Evidence there = evidence.get(number - 1);
        return support.of(body, String.join("\n", there.headings()) + "\n" + there.text());
    }

    /** A part of the answer without its citations, whose numbers are put into the set. */
    private static String without(String answer, int from, int to, boolean[] code, Set<Integer> numbers) {
        StringBuilder rest = new StringBuilder();
        Matcher cited = CITED.matcher(answer).region(from, to).useTransparentBounds(true);
        int at = from;
        while (cited.find()) {
            if (code[cited.start(1)]) {
                continue;
            }
            rest.append(answer, at, cited.start());
            at = cited.end();
            NUMBER.matcher(cited.group(1)).results().forEach(number -> numbers.add(Integer.parseInt(number.group())));
        }
        return rest.append(answer, at, to).toString();
    }

    private static String marks(Iterable<Integer> numbers) {
        StringBuilder marks = new StringBuilder();
        numbers.forEach(number -> marks.append('[').append(number).append(']'));
        return marks.isEmpty() ? "" : " " + marks;
    }

    /** Whether what was said so far is nothing but citations, or may still become that. */
    public static boolean areAll(CharSequence said) {
        return said.length() <= MOST_BARE && ONLY_CITED.matcher(said).matches();
    }

    /** An answer without citations: as an earlier turn its numbers would mean other passages. */
    public static String none(String answer) {
        return without(answer, 0, answer.length(), Sentences.code(answer), new TreeSet<>());
    }
}
