package org.liaoyuan.server.assistant.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.assistant.frame.Language;
import org.liaoyuan.server.space.SpaceText;
import tools.jackson.databind.json.JsonMapper;

class FoundTest {

    private static final List<Passage> SAID = List.of(
            new Passage(0, "0:00", "我们先看一下上个月的销售情况，总体比预期高百分之五。"),
            new Passage(1, "0:41", "那就这么定了，新版本十二月八号发布。李明负责写发布说明，周五之前给我。"),
            new Passage(2, "1:20", "服务器的预算还没有定，谁去问一下财务？"));

    private static List<Item> in(String answer) {
        return Found.in(answer, SAID, Language.ZH);
    }

    @Test
    void whatStandsInThePassageIsKeptWithItsTime() {
        List<Item> items = in("""
                {"points":[{"text":"上个月的销售比预期高百分之五","passage":1}],
                 "decisions":[{"text":"新版本十二月八号发布","passage":2}],
                 "actions":[{"text":"李明写发布说明","passage":2,"who":"李明","until":"周五之前"}],
                 "questions":[{"text":"服务器的预算还没有定","passage":3}]}""");

        assertThat(items)
                .extracting(Item::kind)
                .containsExactly(Item.Kind.POINT, Item.Kind.DECISION, Item.Kind.ACTION, Item.Kind.QUESTION);
        assertThat(items).extracting(item -> item.passage().time()).containsExactly("0:00", "0:41", "0:41", "1:20");
        assertThat(items.get(2).who()).isEqualTo("李明");
        assertThat(items.get(2).until()).isEqualTo("周五之前");
    }

    @Test
    void whatDoesNotStandThereIsDroppedAndSoAreNamesThatNobodySaid() {
        List<Item> items = in("""
                {"points":[{"text":"公司将收购一家芯片厂","passage":1}],
                 "decisions":[{"text":"新版本十二月八号发布","passage":9}],
                 "actions":[{"text":"写发布说明","passage":2,"who":"王芳","until":"下个月"}]}""");

        assertThat(items).extracting(Item::kind).containsExactly(Item.Kind.DECISION, Item.Kind.ACTION);
        // a wrong number where the words are right
        assertThat(items.getFirst().passage().ordinal()).isEqualTo(1);
        assertThat(items.getLast().who()).isEmpty();
        assertThat(items.getLast().until()).isEmpty();
    }

    @Test
    void aNumberByItselfIsNoItem() {
        Passage five = new Passage(0, "0:00", "Sales were 5 percent above the plan.");

        assertThat(Found.in("""
                        {"points":[{"text":"[5]","passage":1},{"text":"Sales were above the plan","passage":1}]}""", List.of(five), Language.EN))
                .extracting(Item::text)
                .containsExactly("Sales were above the plan");
    }

    @Test
    void whatIsSaidTwiceIsNotedOnce() {
        assertThat(in("""
                        {"points":[{"text":"销售比预期高百分之五","passage":1},{"text":"销售比预期高百分之五","passage":1}]}""")).hasSize(1);
    }

    @Test
    void anAnswerThatWasCutOffCountsAsFarAsItsLastWholeItem() {
        assertThat(in("""
                        {"points":[{"text":"上个月的销售比预期高","passage":1}],"decisions":[{"text":"新版本十二月八号发布","passage":2},{"text":"新""")).extracting(Item::kind).containsExactly(Item.Kind.POINT, Item.Kind.DECISION);
    }

    @Test
    void whatIsNoAnswerHasNothingInIt() {
        for (String answer :
                List.of("", "} {", "{\"points\": 3}", "{\"points\":[1,null,{}]}", "{\"points\":[{\"text\":\"cut o")) {
            assertThat(in(answer)).as(answer).isEmpty();
        }
    }

    @Test
    void aNoteSaysWhoMadeItThatSpeakersAreNotToldApartAndLeadsToEachTime() {
        UUID document = UUID.randomUUID();
        List<Item> items = in("""
                {"points":[{"text":"上个月的销售比预期高百分之五","passage":1}],
                 "actions":[{"text":"李明写发布说明","passage":2,"who":"李明","until":"周五之前"}]}""");

        String note =
                new NoteText(document, Language.ZH, List.of()).text("周会[草稿].wav", "small", items.subList(0, 1), items);

        String named = new NoteText(document, Language.ZH, List.of("李明", "说话人 2"))
                .text("周会.wav", "small", items.subList(0, 1), items);

        assertThat(named).contains("说话人按声音区分，可能有误：李明、说话人 2。").doesNotContain("没有区分说话人");
        assertThat(note).contains("没有区分说话人", "《周会草稿》", "## 摘要", "## 决定\n\n没有找到。", "## 待办事项", "## 未决问题");
        assertThat(note).contains("- 李明写发布说明（负责：李明；期限：周五之前） [0:41](/space/documents/" + document + "?passage=1)\n");
    }

    @Property(tries = 200)
    void nothingThatWasSaidMakesALinkOrALineOfItsOwn(@ForAll @StringLength(max = 120) String anything) {
        String hostile = anything + " [a](https://evil.example/?q=1) **b**\n## c https://evil.example/2 <img src=x>";
        List<Passage> said = List.of(new Passage(0, "0:00", hostile));
        String answer = new JsonMapper()
                .writeValueAsString(java.util.Map.of(
                        "actions",
                        List.of(java.util.Map.of("text", hostile, "passage", 1, "who", hostile, "until", hostile))));

        List<Item> items = Found.in(answer, said, Language.EN);
        String note =
                new NoteText(UUID.randomUUID(), Language.EN, List.of(hostile)).text(hostile, hostile, items, items);

        assertThat(note).doesNotContain("http", "evil.example", "<", "**");
        assertThat(Pattern.compile("\\]\\(").matcher(note).results().count())
                .isEqualTo(Pattern.compile("\\]\\(/space/documents/[0-9a-f-]{36}\\?passage=0\\)")
                        .matcher(note)
                        .results()
                        .count());
        assertThat(note.lines().filter(line -> line.startsWith("##"))).hasSize(4);
    }

    @Test
    void aRecordingIsShownInPartsThatTogetherAreAllOfIt() {
        List<SpaceText.Part> parts = List.of(
                new SpaceText.Part(List.of("0:00–0:39"), null, "一".repeat(150)),
                new SpaceText.Part(List.of("1:02:05–1:02:41"), null, "二".repeat(150)),
                new SpaceText.Part(List.of(), null, "三".repeat(500)));

        List<Passage> all = Passage.of(parts, 200);
        List<List<Passage>> windows = Passage.windows(all, 200);

        assertThat(all).extracting(Passage::ordinal).containsExactly(0, 1, 2, 2, 2);
        assertThat(all).extracting(Passage::time).containsExactly("0:00", "1:02:05", "", "", "");
        assertThat(windows.stream().flatMap(List::stream)).containsExactlyElementsOf(all);
        assertThat(windows)
                .allSatisfy(window -> assertThat(window.stream()
                                .mapToInt(passage -> passage.text().length())
                                .sum())
                        .isLessThanOrEqualTo(200));
    }
}
