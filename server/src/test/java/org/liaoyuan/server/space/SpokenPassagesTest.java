package org.liaoyuan.server.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.space.read.Passage;
import org.liaoyuan.sound.recognition.TranscriptSegment;

class SpokenPassagesTest {

    private static List<String> headings(List<Passage> passages) {
        return passages.stream().map(passage -> passage.headings().getFirst()).toList();
    }

    @Test
    void whatIsSaidTogetherIsOnePassageWithItsTime() {
        List<Passage> passages = SpokenPassages.of(
                List.of(new TranscriptSegment(725.2, 730, "First."), new TranscriptSegment(731, 761.9, "Second.")));

        assertThat(headings(passages)).containsExactly("12:05–12:41");
        assertThat(passages.getFirst().text()).isEqualTo("First.\nSecond.");
        assertThat(passages.getFirst().page()).isNull();
    }

    @Test
    void aPauseBeginsAnother() {
        assertThat(headings(
                        SpokenPassages.of(List.of(new TranscriptSegment(0, 2, "a"), new TranscriptSegment(7, 8, "b")))))
                .containsExactly("0:00–0:02", "0:07–0:08");
    }

    @Test
    void noPassageIsLongerThanSomebodyListensForAProof() {
        List<TranscriptSegment> hour = new ArrayList<>();
        for (int second = 3_500; second < 3_700; second += 10) {
            hour.add(new TranscriptSegment(second, second + 10, "s" + second));
        }

        List<Passage> passages = SpokenPassages.of(hour);

        assertThat(headings(passages))
                .containsExactly("58:20–59:00", "59:00–59:40", "59:40–1:00:20", "1:00:20–1:01:00", "1:01:00–1:01:40");
    }

    @Test
    void nothingSaidIsNoPassage() {
        assertThat(SpokenPassages.of(List.of())).isEmpty();
    }

    @Test
    void aLineOnWhichAnotherBeginsToSpeakBeginsWithTheirName() {
        List<TranscriptSegment> said = List.of(
                new TranscriptSegment(0, 2, "开始吧。", 1),
                new TranscriptSegment(2, 4, "先说预算。", 1),
                new TranscriptSegment(4, 6, "好的。", 2),
                new TranscriptSegment(60, 62, "那就这样。", 2));

        List<Passage> passages = SpokenPassages.of(said, SpeakerNames.labels(2, "zh"));

        assertThat(passages.stream().map(Passage::text)).containsExactly("说话人 1：开始吧。\n先说预算。\n说话人 2：好的。", "说话人 2：那就这样。");
    }
}
