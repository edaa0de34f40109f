package org.liaoyuan.sound.recognition.sherpa.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.StructLayout;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The numbers are what {@code sizeof} and {@code offsetof} of gcc say with c-api.h of 2.0.1 on x86-64. */
class LayoutsTest {

    @Test
    void structsLieAsTheCompilerLaysThem() {
        assertThat(Layouts.OFFLINE.byteSize()).isEqualTo(624);
        assertThat(Layouts.ONLINE.byteSize()).isEqualTo(272);
        assertThat(offset(Layouts.OFFLINE, "model_config.whisper.task")).isEqualTo(72);
        assertThat(offset(Layouts.OFFLINE, "model_config.tokens")).isEqualTo(104);
        assertThat(offset(Layouts.OFFLINE, "model_config.model_type")).isEqualTo(128);
        assertThat(offset(Layouts.OFFLINE, "model_config.telespeech_ctc")).isEqualTo(152);
        assertThat(offset(Layouts.OFFLINE, "model_config.sense_voice.use_itn")).isEqualTo(176);
        assertThat(offset(Layouts.OFFLINE, "model_config.moonshine.merged_decoder"))
                .isEqualTo(216);
        assertThat(offset(Layouts.OFFLINE, "model_config.zipformer_ctc.model")).isEqualTo(248);
        assertThat(offset(Layouts.OFFLINE, "model_config.wenet_ctc.model")).isEqualTo(296);
        assertThat(offset(Layouts.OFFLINE, "model_config.cohere_transcribe.use_itn"))
                .isEqualTo(508);
        assertThat(offset(Layouts.OFFLINE, "decoding_method")).isEqualTo(528);
        assertThat(offset(Layouts.OFFLINE, "blank_penalty")).isEqualTo(576);
        assertThat(offset(Layouts.OFFLINE, "ctc_fst_decoder_config.max_active")).isEqualTo(616);
        assertThat(offset(Layouts.ONLINE, "model_config.tokens")).isEqualTo(56);
        assertThat(offset(Layouts.ONLINE, "model_config.t_one_ctc.model")).isEqualTo(136);
        assertThat(offset(Layouts.ONLINE, "decoding_method")).isEqualTo(144);
        assertThat(offset(Layouts.ONLINE, "rule_fars")).isEqualTo(216);
        assertThat(offset(Layouts.ONLINE, "hr.rule_fsts")).isEqualTo(264);
        assertThat(offset(Layouts.OFFLINE_RESULT, "count")).isEqualTo(16);
        assertThat(offset(Layouts.OFFLINE_RESULT, "lang")).isEqualTo(48);
        assertThat(offset(Layouts.OFFLINE_RESULT, "ys_log_probs")).isEqualTo(80);
        assertThat(offset(Layouts.ONLINE_RESULT, "count")).isEqualTo(32);
    }

    private static long offset(StructLayout layout, String place) {
        return layout.byteOffset(
                Arrays.stream(place.split("\\.")).map(PathElement::groupElement).toArray(PathElement[]::new));
    }
}
