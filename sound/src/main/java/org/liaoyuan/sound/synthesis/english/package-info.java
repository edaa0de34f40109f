/**
 * English words to the phonemes that Kokoro was trained on.
 *
 * <p>Start at {@link org.liaoyuan.sound.synthesis.english.EnglishPhonemizer}. A word is looked up in misaki's two dictionaries
 * ({@code Lexicon}), as it is, as an inflected form of another or letter by letter ({@code Pronouncer}); what none of them knows is
 * read by {@code LetterToSound}, which learnt from those dictionaries. {@code Tagger} tells verbs from nouns where they are said
 * differently.
 */
@NullMarked
package org.liaoyuan.sound.synthesis.english;

import org.jspecify.annotations.NullMarked;
