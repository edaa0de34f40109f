package org.liaoyuan.server.assistant.persona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.assistant.persona.Persona.Emoji;
import org.liaoyuan.server.assistant.persona.Persona.Style;
import tools.jackson.databind.json.JsonMapper;

class LearntStyleTest {

    private static final List<String> CHATTY = List.of(
            "哈哈哈今天也太热了吧！咱晚上去吃冰好不好呀 🍧",
            "没事没事，别担心啦，慢慢来呗，加油哦！😊",
            "嘿，周末要不要一起爬山呀？我带水果，你带零食嘛～",
            "哇，这个超级好看！你也太会挑了吧 😍 谢谢啦！");

    private static final List<String> OFFICIAL = List.of(
            "鉴于贵公司上述来函所述事项，现予以答复如下：该批货物须于本月底前完成验收，验收合格后方可办理结算手续。烦请贵方安排专人负责，" + "并将验收报告一式两份加盖公章后寄回我处存档。特此函告，敬请知悉。",
            "兹定于下周三上午召开年度工作会议，敬请各部门负责人准时出席。会议材料应当提前两日送达办公室，逾期不予受理。上述安排如有变动，将另行通知。" + "综上，恳请各部门予以配合。");

    private static final List<String> ENGLISH = List.of(
            "Hey! Don't worry about it, I'm glad you asked. Let's grab a cuppa and we'll sort it out, okay?",
            "Yeah, that's cool with me! You're gonna do great, no worries at all. Take care and thanks for the cake!",
            "Wow, it's lovely! I'm so proud of you, mate. We'll come over on Sunday, okay?");

    @Test
    void spokenWordsAndEmojiMakeAFriendlyPersona() {
        Style style = LearntStyle.of(CHATTY);

        assertThat(style.length()).isEqualTo(1);
        assertThat(style.formality()).isEqualTo(1);
        assertThat(style.warmth()).isGreaterThanOrEqualTo(4);
        assertThat(style.emoji()).isEqualTo(Emoji.MANY);
        assertThat(style.words().zh()).contains("呀", "啦");
        assertThat(CHATTY).anyMatch(text -> text.contains(style.example().zh()));
    }

    @Test
    void lettersOfAnOfficeMakeAFormalOne() {
        Style style = LearntStyle.of(OFFICIAL);

        assertThat(style.length()).isEqualTo(3);
        assertThat(style.formality()).isEqualTo(5);
        assertThat(style.warmth()).isEqualTo(1);
        assertThat(style.emoji()).isEqualTo(Emoji.NONE);
        assertThat(style.words().zh()).contains("上述", "予以");
    }

    @Test
    void englishIsLearntTooAndContractionsAreNoWordsOfTheirOwn() {
        Style style = LearntStyle.of(ENGLISH);

        assertThat(style.name().en()).isEqualTo("My manner");
        assertThat(style.formality()).isEqualTo(1);
        assertThat(style.warmth()).isGreaterThanOrEqualTo(4);
        assertThat(style.words().en()).contains("okay").doesNotContain("'");
    }

    @Test
    void numbersAndAddressesAreNoExample() {
        List<String> texts = List.of(
                "哈哈，我的电话是13800000000，随时打给我呀！", "嘿，邮箱 a@b.cn 也行嘛，咱加个好友吧！", "我今天下午在家里看书，写字，画画，听雨，喝茶，想着明天要去哪里走走看看才好。");

        assertThat(LearntStyle.of(texts).example().zh()).startsWith("我今天下午");
    }

    @Test
    void tooLittleOrTooMuchIsRefusedWithTheNumber() {
        assertThatThrownBy(() -> LearntStyle.of(List.of("你好呀")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("texts has 3 words or Chinese characters; expected at least 40");
        assertThatThrownBy(() -> LearntStyle.of(Collections.nCopies(21, "你好")))
                .hasMessageStartingWith("texts has 21 texts");
        assertThatThrownBy(() -> LearntStyle.of(List.of("好".repeat(20_001)))).hasMessageContaining("20001 characters");
    }

    @Property(tries = 200)
    void whateverIsWrittenTheStyleIsOneThatCanBeKept(
            @ForAll @Size(min = 1, max = 5) List<@StringLength(max = 400) String> texts) {
        List<String> enough = new java.util.ArrayList<>(texts);
        enough.add("天地玄黄宇宙洪荒日月盈昃辰宿列张".repeat(5));

        Style style = LearntStyle.of(enough);

        JsonMapper json = new JsonMapper();
        assertThat(StyleReader.style(json.valueToTree(style))).isEqualTo(style);
    }
}
