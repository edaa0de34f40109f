package org.liaoyuan.server.model.observe;

import java.util.Optional;
import org.liaoyuan.engine.FinishReason;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.AnswerPart;

/** An answer whose call is written down when it has been read to its end, has failed, or is closed before. */
final class ObservedAnswer implements Answer.Around {

    private final Answer answer;
    private final ModelCall call;
    /** What has been said, where it is captured; touched by the reader only. */
    private final StringBuilder said = new StringBuilder();

    private final boolean capturesContent;
    private boolean begun;

    ObservedAnswer(Answer answer, ModelCall call, boolean capturesContent) {
        this.answer = answer;
        this.call = call;
        this.capturesContent = capturesContent;
    }

    @Override
    public Answer inner() {
        return answer;
    }

    @Override
    public Optional<AnswerPart> next() throws InterruptedException {
        Optional<AnswerPart> part;
        try {
            part = answer.next();
        } catch (RuntimeException e) {
            call.failed(answer.model(), e);
            throw e;
        }
        if (part.isEmpty()) {
            finish();
        } else if (!begun) {
            begun = true;
            call.firstPart();
        }
        if (capturesContent && part.orElse(null) instanceof AnswerPart.Text text) {
            int room = Content.MOST_CHARACTERS - said.length();
            said.append(text.text(), 0, Math.min(room, text.text().length()));
        }
        return part;
    }

    private void finish() {
        if (capturesContent) {
            call.span().setAttribute(GenAi.OUTPUT_MESSAGES, Content.ofOne("assistant", said.toString()));
        }
        call.finished(answer.finishReason().orElse(FinishReason.CANCELLED), answer.cost());
    }

    @Override
    public void close() {
        answer.close();
        finish();
    }
}
