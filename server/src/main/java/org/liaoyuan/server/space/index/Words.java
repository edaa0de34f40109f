package org.liaoyuan.server.space.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * Text as words, in two ways: as the segmenter sees them (with English stems), and every two neighbouring Chinese characters, for
 * words that the segmenter cuts one way in a question and another way in a text.
 */
final class Words {

    static final String TEXT = "text";
    static final String TITLE = "title";
    static final String PAIRS = "pairs";

    private static final Analyzer SEGMENTS = new SmartChineseAnalyzer();
    private static final Analyzer ALL =
            new PerFieldAnalyzerWrapper(SEGMENTS, Map.of(PAIRS, (Analyzer) new CJKAnalyzer()));

    private Words() {}

    static Analyzer analyzer() {
        return ALL;
    }

    static Set<String> of(String field, String text) {
        Set<String> words = new LinkedHashSet<>();
        each(field, text, (word, start, end) -> words.add(word));
        return words;
    }

    static Map<String, Integer> counts(String field, String text) {
        Map<String, Integer> counts = new HashMap<>();
        each(field, text, (word, start, end) -> counts.merge(word, 1, Integer::sum));
        return counts;
    }

    /**
     * Where words of the question stand in a text; those that touch are one. Words of one character, most of which say little, and
     * pairs of characters count only where nothing else is shared.
     */
    static List<Span> shared(String question, String text) {
        return Stream.of(shared(TEXT, 2, question, text), shared(PAIRS, 2, question, text))
                .filter(spans -> !spans.isEmpty())
                .findFirst()
                .orElseGet(() -> shared(TEXT, 1, question, text));
    }

    private static List<Span> shared(String field, int shortest, String question, String text) {
        Set<String> asked = of(field, question);
        List<Span> spans = new ArrayList<>();
        each(field, text, (word, start, end) -> {
            if (end - start >= shortest && asked.contains(word)) {
                spans.add(new Span(start, end));
            }
        });
        return Span.joined(spans);
    }

    private interface Sink {

        void take(String word, int start, int end);
    }

    private static void each(String field, String text, Sink sink) {
        try (TokenStream tokens = ALL.tokenStream(field, text)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = tokens.addAttribute(OffsetAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                sink.take(term.toString(), offset.startOffset(), offset.endOffset());
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
