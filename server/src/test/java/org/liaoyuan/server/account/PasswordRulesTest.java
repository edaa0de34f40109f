package org.liaoyuan.server.account;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

    private static void require(String password) {
        PasswordRules.require(password, Stream.of("ada", "Ada Lovelace", "ada@example.com"));
    }

    @Test
    void tooShortAndTooLongAreRefusedWithTheBounds() {
        assertThatThrownBy(() -> require("x".repeat(11)))
                .hasMessageContaining("11 characters")
                .hasMessageContaining("12 to 128");
        assertThatThrownBy(() -> require("x".repeat(129))).hasMessageContaining("129 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "passwordpassword",
                "123456789012",
                "qwertyuiop[]",
                "aaaaaaaaaaaaaaaaaaaa",
                "abcdefghijkl",
                "iloveyou1234",
                "Liaoyuan2026",
                "ada.lovelace",
                "ada@example.com"
            })
    void whatProgramsGuessFirstIsRefusedAndNotQuoted(String password) {
        assertThatThrownBy(() -> require(password))
                .hasMessageContaining("guessed first")
                .hasMessageNotContaining(password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a spark can start a fire",
                "星星之火可以燎原二〇二六年",
                "correct horse battery staple",
                "vT9#qLm2!xRz",
                "🔥🌾🐎🚪🧲🎻🪁🧊🎈🥁🪶🫖"
            })
    void whateverElseIsLongEnoughIsTakenOfWhateverItIsMade(String password) {
        assertThatCode(() -> require(password)).doesNotThrowAnyException();
    }
}
