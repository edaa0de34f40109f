package org.liaoyuan.server.assistant.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.profile.grade.Graders;

/** The seven assistants that everybody has. */
class BuiltInTest {

    private static final BuiltIn ALL = new BuiltIn();
    private static Graders graders;

    @BeforeAll
    static void start() {
        graders = TestServer.get().bean(Graders.class);
    }

    static Stream<Definition> assistants() {
        return ALL.all().values().stream();
    }

    @Test
    void areSeven() {
        assertThat(ALL.all().keySet())
                .containsExactly("writing", "programming", "work", "study", "life", "parenting", "translation");
        ALL.all()
                .forEach((id, definition) ->
                        assertThat(definition.manifest().id()).isEqualTo(id));
    }

    @ParameterizedTest
    @MethodSource("assistants")
    void isCompleteInBothLanguages(Definition definition) {
        Manifest manifest = definition.manifest();

        Stream<Bilingual> texts = Stream.concat(
                Stream.of(manifest.name(), manifest.purpose(), manifest.prompt(), manifest.turn()),
                manifest.form().stream()
                        .flatMap(f -> Stream.concat(
                                f.hint().saysNothing() ? Stream.of(f.label()) : Stream.of(f.label(), f.hint()),
                                f.options().stream().map(Manifest.Option::label)))
                        .filter(label -> !label.zh().matches("\\P{IsHan}*岁")));
        assertThat(texts).allSatisfy(text -> {
            assertThat(Language.of(null, text.zh())).as(text.zh()).isEqualTo(Language.ZH);
            assertThat(Language.of(null, text.en().replace("燎原", "")))
                    .as(text.en())
                    .isEqualTo(Language.EN);
        });
        assertThat(manifest.starters().zh())
                .hasSizeGreaterThanOrEqualTo(4)
                .allMatch(s -> Language.of(null, s) == Language.ZH);
        assertThat(manifest.starters().en()).hasSameSizeAs(manifest.starters().zh());
        assertThat(manifest.form()).hasSizeGreaterThanOrEqualTo(3).anyMatch(Manifest.Field::required);
        assertThat(manifest.prompt().zh().length()).isGreaterThan(40);
    }

    @ParameterizedTest
    @MethodSource("assistants")
    void hasCasesWhoseRightAnswersPassAndWhoseWrongOnesDoNot(Definition definition) {
        assertThat(definition.eval()).hasSizeGreaterThanOrEqualTo(10);
        assertThat(definition.eval()).extracting(EvalCase::language).contains("zh", "en");
        for (EvalCase each : definition.eval()) {
            assertThat(graders.grade(each.rule(), each.right()))
                    .as("%s: %s", each.id(), each.right())
                    .isEmpty();
            assertThat(each.wrong())
                    .as(each.id())
                    .isNotEmpty()
                    .allSatisfy(wrong -> assertThat(graders.grade(each.rule(), wrong))
                            .as("%s: %s", each.id(), wrong)
                            .isPresent());
            assertThat(graders.grade(each.rule(), "I'm sorry, as an AI I can't help with that."))
                    .as(each.id())
                    .isPresent();
            assertThat(graders.grade(each.rule(), "抱歉，我无法回答这个问题。"))
                    .as(each.id())
                    .isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource("assistants")
    void makesATurnOfEachCasesForm(Definition definition) {
        for (EvalCase each : definition.eval()) {
            Language language = Language.of(each.language());

            String turn = Forms.turn(definition.manifest(), each.values(), language);

            assertThat(turn).as(each.id()).contains(each.values().get("text")).doesNotContain("{{", "{%");
            if (language == Language.EN && !each.values().get("text").matches("(?s).*\\p{IsHan}.*")) {
                assertThat(Language.of(null, turn)).as(turn).isEqualTo(Language.EN);
            }
        }
    }

    @Test
    void aChoiceIsToldInTheFormsLanguageAndAnEmptyFieldLeavesNoTrace() {
        Manifest translation = ALL.all().get("translation").manifest();
        Map<String, String> values = Map.of("source", "zh", "target", "ja", "register", "formal", "text", "你好");

        assertThat(Forms.turn(translation, values, Language.ZH)).isEqualTo("请把下面的文字从中文译成日语，语体：正式。\n\n你好");
        assertThat(Forms.turn(translation, values, Language.EN))
                .isEqualTo("Translate the text below from Chinese to Japanese; register: formal.\n\n你好");
        Map<String, String> more = new HashMap<>(values);
        more.put("terms", "燎原 = Liaoyuan");
        assertThat(Forms.turn(translation, more, Language.EN)).contains("Fixed terms: 燎原 = Liaoyuan\n");
    }
}
