package org.liaoyuan.engine;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.llama.NativeModel;

/**
 * A query and a document as the model was trained to read them together: in the words of the file's own template, as Qwen3-Reranker
 * is, or as the pair of texts that the BERT family knows. Markers inside either stay plain text.
 */
final class RerankPrompt {

    private static final Pattern PLACE = Pattern.compile("\\{query}|\\{document}");

    private final NativeModel model;
    private final @Nullable String template;

    RerankPrompt(NativeModel model, @Nullable String template) {
        this.model = model;
        this.template = template;
    }

    int[] of(String query, String document) {
        return template == null ? pair(query, document) : filled(template, query, document);
    }

    private int[] pair(String query, String document) {
        IntStream.Builder tokens = IntStream.builder();
        OptionalInt end = model.endOfText().isPresent() ? model.endOfText() : model.separator();
        if (model.addsBeginOfText()) {
            model.beginOfText().ifPresent(tokens::add);
        }
        Arrays.stream(model.tokenize(query, false, false)).forEach(tokens::add);
        if (model.addsEndOfText()) {
            end.ifPresent(tokens::add);
        }
        if (model.addsSeparator()) {
            model.separator().ifPresent(tokens::add);
        }
        Arrays.stream(model.tokenize(document, false, false)).forEach(tokens::add);
        if (model.addsEndOfText()) {
            end.ifPresent(tokens::add);
        } else if (model.addsSeparator()) { // BERT ends its second text as it ended the first
            model.separator().ifPresent(tokens::add);
        }
        return tokens.build().toArray();
    }

    private int[] filled(String words, String query, String document) {
        if (isPlain(query) && isPlain(document)) {
            String whole = PLACE.matcher(words)
                    .replaceAll(m -> Matcher.quoteReplacement(m.group().equals("{query}") ? query : document));
            return model.tokenize(whole, true, true);
        }
        IntStream tokens = IntStream.empty();
        Matcher places = PLACE.matcher(words);
        int from = 0;
        while (places.find()) {
            String text = places.group().equals("{query}") ? query : document;
            tokens = joined(tokens, model.tokenize(words.substring(from, places.start()), from == 0, true));
            tokens = joined(tokens, model.tokenize(text, false, false));
            from = places.end();
        }
        return joined(tokens, model.tokenize(words.substring(from), from == 0, true))
                .toArray();
    }

    private static IntStream joined(IntStream tokens, int[] more) {
        return IntStream.concat(tokens, Arrays.stream(more));
    }

    /** Tokenised piecewise only where it is not: that differs by a token or two at the seams from the training. */
    private boolean isPlain(String text) {
        return Arrays.equals(model.tokenize(text, false, true), model.tokenize(text, false, false));
    }
}
