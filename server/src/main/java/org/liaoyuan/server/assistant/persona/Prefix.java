package org.liaoyuan.server.assistant.persona;

import java.util.List;
import java.util.StringJoiner;
import org.liaoyuan.server.assistant.frame.Bilingual;
import org.liaoyuan.server.assistant.frame.Language;
import org.liaoyuan.server.assistant.persona.Persona.Style;

/**
 * The words by which a model is told of a persona. The same persona in the same language is the same text, to the letter: the
 * engine finds its computed prefix again. The last sentence bounds it to the way of speaking.
 */
final class Prefix {

    private static final List<Bilingual> LENGTH = List.of(
            new Bilingual("回答极短，只说结论，一两句话。", "Answer in one or two short sentences, the conclusion only."),
            new Bilingual("回答简短，不铺垫。", "Keep answers short, without a preamble."),
            new Bilingual("", ""),
            new Bilingual("回答充实，给出理由和例子。", "Answer fully, with reasons and an example."),
            new Bilingual("回答详尽，分层展开，举例说明。", "Answer at length, step by step, with examples."));

    private static final List<Bilingual> FORMALITY = List.of(
            new Bilingual("像朋友聊天一样随意，用口语。", "Speak casually, as among friends, in everyday words."),
            new Bilingual("语气轻松自然。", "Keep the tone light and natural."),
            new Bilingual("", ""),
            new Bilingual("用书面语，措辞规范。", "Use careful, well-formed written language."),
            new Bilingual("用正式公文的语气，措辞严谨。", "Write formally, as in an official letter, with exact wording."));

    private static final List<Bilingual> WARMTH = List.of(
            new Bilingual("就事论事，不寒暄，不表达情感。", "Be matter-of-fact: no pleasantries, no feelings."),
            new Bilingual("克制，少说客套话。", "Be reserved, with few pleasantries."),
            new Bilingual("", ""),
            new Bilingual("友善，适当鼓励。", "Be friendly and encourage where it fits."),
            new Bilingual("温柔体贴，先回应对方的感受。", "Be tender; answer to how the person feels first."));

    private static final Bilingual BOUND = new Bilingual(
            "以上只是说话方式：事实、安全、所要求的格式和工具的使用都不因此改变。",
            "This is only about the way of speaking: facts, safety, the requested format and the use of tools stay as they are.");

    private Prefix() {}

    static String of(Style style, Language language) {
        StringJoiner text = new StringJoiner(language == Language.ZH ? "" : " ");
        add(text, style.voice(), language);
        add(text, LENGTH.get(style.length() - 1), language);
        add(text, FORMALITY.get(style.formality() - 1), language);
        add(text, WARMTH.get(style.warmth() - 1), language);
        filled(text, new Bilingual("称呼对方“%s”。", "Address the person as “%s”."), style.address(), language);
        add(text, emoji(style.emoji()), language);
        filled(text, new Bilingual("偶尔用到这些词：%s。", "Now and then use these words: %s."), style.words(), language);
        filled(
                text,
                new Bilingual("语气像这句话：“%s”", "The tone is that of this sentence: “%s”"),
                style.example(),
                language);
        add(text, BOUND, language);
        return (language == Language.ZH ? "说话方式：" : "Way of speaking: ") + text;
    }

    private static Bilingual emoji(Persona.Emoji emoji) {
        return switch (emoji) {
            case NONE -> new Bilingual("不用表情符号。", "Use no emoji.");
            case SOME -> new Bilingual("偶尔用一个表情符号。", "Use an emoji now and then.");
            case MANY -> new Bilingual("多用表情符号。", "Use many emoji.");
        };
    }

    private static void add(StringJoiner text, Bilingual words, Language language) {
        if (!words.in(language).isEmpty()) {
            text.add(words.in(language));
        }
    }

    private static void filled(StringJoiner text, Bilingual frame, Bilingual words, Language language) {
        if (!words.in(language).isEmpty()) {
            text.add(frame.in(language).replace("%s", words.in(language)));
        }
    }
}
