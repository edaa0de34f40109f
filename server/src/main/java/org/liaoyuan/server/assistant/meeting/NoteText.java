package org.liaoyuan.server.assistant.meeting;

import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;
import org.liaoyuan.server.assistant.frame.Bilingual;
import org.liaoyuan.server.assistant.frame.Language;
import org.liaoyuan.server.assistant.proof.PlainText;

/** Notes of a meeting as Markdown. Each item ends with the time at which it is said: a link to the recording, which plays from there. */
final class NoteText {

    private static final Bilingual TITLE = new Bilingual("会议纪要：", "Meeting notes: ");
    private static final Bilingual MADE = new Bilingual(
            "由模型 %s 根据录音《%s》整理，可能有误，时间链接可以回到原话。",
            "Made by the model %s from the recording “%s”; it may be wrong, and each time leads to what was said. ");
    private static final Bilingual NOBODY = new Bilingual(
            "没有区分说话人：文中的人名都是录音里提到的，不代表是谁说的。",
            "Speakers are not told apart: names are as they are mentioned in the recording, not who spoke.");
    private static final Bilingual SPEAKERS =
            new Bilingual("说话人按声音区分，可能有误：%s。", "Speakers were told apart by their voices, which may be mistaken: %s.");
    private static final Bilingual NOTHING = new Bilingual("没有找到。", "None found.");
    private static final Bilingual WHO = new Bilingual("负责：%s", "who: %s");
    private static final Bilingual UNTIL = new Bilingual("期限：%s", "until: %s");
    private static final int MOST_NAME = 120;

    private final UUID document;
    private final Language language;
    private final List<String> speakers;

    /** @param speakers by their names; none where nobody is told apart */
    NoteText(UUID document, Language language, List<String> speakers) {
        this.document = document;
        this.language = language;
        this.speakers = speakers;
    }

    String title(String name) {
        return TITLE.in(language) + recording(name);
    }

    /** @param summary shown in place of the points */
    String text(String name, String model, List<Item> summary, List<Item> items) {
        StringBuilder text = new StringBuilder("> ")
                .append(MADE.in(language).formatted(PlainText.of(model, MOST_NAME, language), recording(name)))
                .append(who())
                .append("\n");
        section(text, new Bilingual("摘要", "Summary"), summary);
        section(text, new Bilingual("决定", "Decisions"), of(items, Item.Kind.DECISION));
        section(text, new Bilingual("待办事项", "Action items"), of(items, Item.Kind.ACTION));
        section(text, new Bilingual("未决问题", "Open questions"), of(items, Item.Kind.QUESTION));
        return text.toString();
    }

    private String who() {
        return speakers.isEmpty()
                ? NOBODY.in(language)
                : SPEAKERS.in(language)
                        .formatted(String.join(
                                language == Language.ZH ? "、" : ", ",
                                speakers.stream()
                                        .map(name -> PlainText.of(name, MOST_NAME, language))
                                        .toList()));
    }

    private static List<Item> of(List<Item> items, Item.Kind kind) {
        return items.stream().filter(item -> item.kind() == kind).toList();
    }

    private String recording(String name) {
        int dot = name.lastIndexOf('.');
        return PlainText.of(dot > 0 ? name.substring(0, dot) : name, MOST_NAME, language);
    }

    private void section(StringBuilder text, Bilingual name, List<Item> items) {
        text.append("\n## ").append(name.in(language)).append("\n\n");
        if (items.isEmpty()) {
            text.append(NOTHING.in(language)).append("\n");
        }
        for (Item item : items) {
            text.append("- ")
                    .append(item.text())
                    .append(details(item))
                    .append(" ")
                    .append(link(item.passage()))
                    .append("\n");
        }
    }

    private String details(Item item) {
        boolean chinese = language == Language.ZH;
        StringJoiner details = new StringJoiner(chinese ? "；" : "; ", chinese ? "（" : " (", chinese ? "）" : ")");
        details.setEmptyValue("");
        if (!item.who().isEmpty()) {
            details.add(WHO.in(language).formatted(item.who()));
        }
        if (!item.until().isEmpty()) {
            details.add(UNTIL.in(language).formatted(item.until()));
        }
        return details.toString();
    }

    private String link(Passage passage) {
        String label = passage.time().isEmpty() ? String.valueOf(passage.ordinal() + 1) : passage.time();
        return "[" + label + "](/space/documents/" + document + "?passage=" + passage.ordinal() + ")";
    }
}
