package org.liaoyuan.server.openai;

import java.util.Optional;
import org.liaoyuan.engine.FinishReason;
import org.liaoyuan.server.model.AnswerPart;

/** What one of several choices has to say next. */
public sealed interface Part {

    /** Which choice. */
    int index();

    /**
     * A part of the answer.
     *
     * @param offset characters of the choice before it
     */
    record Said(int index, AnswerPart part, int offset) implements Part {}

    /** Nothing more comes of this choice. */
    record Ended(int index, Optional<FinishReason> reason) implements Part {}

    /** The choice can't go on. */
    record Failed(int index, RuntimeException why) implements Part {}
}
