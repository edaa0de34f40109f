package org.liaoyuan.sound.recognition.sherpa;

/** Families of models, as sherpa-onnx tells them apart. */
public enum SherpaKind {
    SENSE_VOICE("SenseVoice", true),
    PARAFORMER("Paraformer", true),
    TRANSDUCER("transducer", true),
    NEMO_TRANSDUCER("NeMo transducer", true),
    ZIPFORMER_CTC("zipformer CTC", true),
    NEMO_CTC("NeMo CTC", true),
    WENET_CTC("WeNet CTC", true),
    TELESPEECH_CTC("TeleSpeech CTC", true),
    WHISPER("Whisper", true),
    MOONSHINE("Moonshine", true),
    STREAMING_TRANSDUCER("streaming transducer", false),
    STREAMING_PARAFORMER("streaming Paraformer", false),
    STREAMING_ZIPFORMER_CTC("streaming zipformer CTC", false);

    private final String title;
    private final boolean offline;

    SherpaKind(String title, boolean offline) {
        this.title = title;
        this.offline = offline;
    }

    /** What people call it. */
    public String title() {
        return title;
    }

    /** Whether it hears whole utterances; else chunk by chunk. */
    boolean isOffline() {
        return offline;
    }

    /** Whether it can write in English what is said in another language. */
    public boolean translates() {
        return this == WHISPER;
    }
}
