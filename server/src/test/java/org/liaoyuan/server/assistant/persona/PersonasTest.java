package org.liaoyuan.server.assistant.persona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.assistant.frame.Bilingual;
import org.liaoyuan.server.assistant.frame.Language;
import org.liaoyuan.server.assistant.frame.Manifests;
import org.liaoyuan.server.assistant.persona.Persona.Emoji;
import org.liaoyuan.server.assistant.persona.Persona.Style;
import org.liaoyuan.server.model.LocalModelService;
import org.liaoyuan.server.model.SpeechManner;
import org.liaoyuan.server.model.VoiceInfo;
import org.liaoyuan.server.store.Tenant;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class PersonasTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String LEAST = "{\"name\":\"Mine\",\"length\":3,\"formality\":3,\"warmth\":3}";

    private static List<Persona> all;

    @BeforeAll
    static void start() {
        all = org.liaoyuan.server.store.Tenant.LOCAL.ask(
                () -> TestServer.get().bean(Personas.class).all());
    }

    @Test
    void areAtLeastSixteenWithNamesAndVoicesInBothLanguages() {
        List<Persona> everybodys = all.stream().filter(p -> !p.own()).toList();

        assertThat(everybodys).hasSizeGreaterThanOrEqualTo(16);
        assertThat(everybodys)
                .extracting(p -> p.style().name().zh())
                .contains("严谨专家", "温柔陪伴", "幽默朋友", "文言雅士", "儿童故事姐姐", "极简");
        assertThat(everybodys).allSatisfy(persona -> {
            String zh = Prefix.of(persona.style(), Language.ZH);
            String en = Prefix.of(persona.style(), Language.EN);
            assertThat(zh).startsWith("说话方式：").contains(persona.style().voice().zh());
            assertThat(Language.of(null, en)).as(en).isEqualTo(Language.EN);
        });
        assertThat(everybodys)
                .extracting(p -> Prefix.of(p.style(), Language.ZH))
                .doesNotHaveDuplicates();
        assertThat(everybodys)
                .extracting(p -> Prefix.of(p.style(), Language.EN))
                .doesNotHaveDuplicates();
    }

    @Test
    void eachHasAVoiceOfItsLanguageASpeedAndPauses() {
        List<String> voices = TestServer.get().bean(LocalModelService.class).voices().stream()
                .map(VoiceInfo::id)
                .toList();

        assertThat(all.stream().filter(p -> !p.own())).allSatisfy(persona -> {
            SpeechManner speech = persona.style().speech();
            assertThat(speech).as(persona.id()).isNotNull();
            assertThat(speech.zh()).startsWith("z").isIn(voices);
            assertThat(speech.en()).matches("[ab][fm]_.*").isIn(voices);
            assertThat(speech.speed()).isBetween(0.75, 1.25);
            assertThat(speech.pauses()).isNotNull();
        });
    }

    @Test
    void anAssistantsWordCountsBeforeItsPersonasButNotBeforeOneThatWasChosen() {
        ObjectNode manifest = (ObjectNode) JSON.readTree("""
                {"id":"own","version":"1.0.0","name":"Own","purpose":"p","prompt":"p","persona":"butler","speech":{"speed":1.5}}""");
        Personas personas = TestServer.get().bean(Personas.class);

        SpeechManner its = Tenant.LOCAL.ask(() -> personas.speech(Manifests.assistant(manifest), "butler"));
        SpeechManner chosen = Tenant.LOCAL.ask(() -> personas.speech(Manifests.assistant(manifest), "coach"));
        SpeechManner none = Tenant.LOCAL.ask(() -> personas.speech(Manifests.assistant(manifest), null));

        assertThat(its.en()).isEqualTo("bm_george");
        assertThat(its.speed()).isEqualTo(1.5);
        assertThat(chosen.en()).isEqualTo("am_fenrir");
        assertThat(chosen.speed()).isEqualTo(1.1);
        assertThat(none).isEqualTo(new SpeechManner(null, null, 1.5, null));
    }

    @Test
    void everyPrefixEndsWithItsBound() {
        assertThat(all).allSatisfy(persona -> {
            assertThat(Prefix.of(persona.style(), Language.ZH)).endsWith("事实、安全、所要求的格式和工具的使用都不因此改变。");
            assertThat(Prefix.of(persona.style(), Language.EN))
                    .endsWith("facts, safety, the requested format and the use of tools stay as they are.");
        });
    }

    @Test
    void eachSliderAndTextIsInThePrefix() {
        Bilingual some = new Bilingual("甲%s", "one %s");
        Style style = new Style(some, some, 1, 5, 5, some, Emoji.MANY, some, some, null);

        assertThat(Prefix.of(style, Language.EN))
                .contains(
                        "one or two short sentences",
                        "official letter",
                        "Be tender",
                        "Address the person as “one %s”",
                        "many emoji",
                        "these words: one %s",
                        "“one %s”");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "length | 6 | length is 6; expected a whole number from 1 to 5",
                "warmth | \"much\" | warmth is \"much\"; expected a whole number from 1 to 5",
                "name | \"\" | name has 0 characters; expected 1 to 30",
                "emoji | \"LOTS\" | emoji is \"LOTS\"; expected one of [NONE, SOME, MANY]",
                "speech | {\"zh\":\"no voice\"} | speech.zh is 'no voice'; expected a voice's name",
                "speech | {\"speed\":3} | speech.speed is 3; expected a number from 0.5 to 2.0",
                "speech | {\"pauses\":\"long\"} | speech.pauses is \"long\"; expected one of [SHORT, USUAL, LONG]",
                "speech | {\"pitch\":1} | speech has the field 'pitch'; expected only zh, en, speed, pauses",
                "tools | [] | the document has the field 'tools'; expected only name",
            })
    void aStyleThatIsNoneIsRefusedByItsPlace(String field, String value, String message) {
        ObjectNode document = (ObjectNode) JSON.readTree(LEAST);
        document.set(field, JSON.readTree(value));

        assertThatThrownBy(() -> StyleReader.style(document))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }
}
