package org.liaoyuan.server.assistant.meeting;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.liaoyuan.server.assistant.making.MakingFailure;

class MeetingFailureTest {

    /** It is kept by its name. */
    @ParameterizedTest
    @EnumSource(MakingFailure.class)
    void whatTheWorkerSaysCanBeRead(MakingFailure reason) {
        assertThatCode(() -> MeetingFailure.valueOf(reason.name())).doesNotThrowAnyException();
    }
}
