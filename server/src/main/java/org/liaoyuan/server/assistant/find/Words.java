package org.liaoyuan.server.assistant.find;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is looked for: words between spaces, each of which has to be there. Chinese has no spaces, so what is written in one is
 * looked for as it is.
 */
record Words(List<String> each) {

    private static final int MOST = 8;

    static Words of(String question) {
        return new Words(Arrays.stream(question.strip().split("[\\s\u3000]+"))
                .filter(word -> !word.isEmpty())
                .distinct()
                .limit(MOST)
                .toList());
    }

    boolean isEmpty() {
        return each.isEmpty();
    }

    /** Where they stand in a text: in order, apart from each other. */
    List<Mark> marks(String text) {
        if (isEmpty()) {
            return List.of();
        }
        // of words that begin alike the longest
        String any = each.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return Pattern.compile(any, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(text)
                .results()
                .map(Words::mark)
                .toList();
    }

    private static Mark mark(MatchResult found) {
        return new Mark(found.start(), found.end());
    }
}
