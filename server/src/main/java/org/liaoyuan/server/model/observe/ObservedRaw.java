package org.liaoyuan.server.model.observe;

import java.util.Optional;
import org.liaoyuan.engine.FinishReason;
import org.liaoyuan.server.model.RawAnswer;

/** A provider's answer that is copied through; its call is written down as an {@link ObservedAnswer}'s is, never its content. */
final class ObservedRaw implements RawAnswer.Around {

    private final RawAnswer answer;
    private final ModelCall call;
    private boolean begun;

    ObservedRaw(RawAnswer answer, ModelCall call) {
        this.answer = answer;
        this.call = call;
    }

    @Override
    public RawAnswer inner() {
        return answer;
    }

    @Override
    public Optional<byte[]> next() throws InterruptedException {
        Optional<byte[]> part;
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
        return part;
    }

    private void finish() {
        call.finished(answer.finishReason().orElse(FinishReason.CANCELLED), answer.cost());
    }

    @Override
    public void close() {
        answer.close();
        finish();
    }
}
