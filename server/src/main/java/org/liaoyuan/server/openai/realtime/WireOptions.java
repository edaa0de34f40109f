package org.liaoyuan.server.openai.realtime;

/**
 * What of a session concerns the wire alone.
 *
 * @param input how sound comes in
 * @param output how sound goes out
 * @param transcribed whether the client is told what was said
 * @param transcriber the model's name as the client gave it
 * @param voice as the client gave it
 * @param model as the client gave it
 */
record WireOptions(
        SoundFormat input, SoundFormat output, boolean transcribed, String transcriber, String voice, String model) {

    static WireOptions of(String model, boolean captions) {
        return new WireOptions(SoundFormat.PCM, SoundFormat.PCM, captions, "whisper-1", "", model);
    }

    WireOptions withInput(SoundFormat other) {
        return new WireOptions(other, output, transcribed, transcriber, voice, model);
    }

    WireOptions withOutput(SoundFormat other) {
        return new WireOptions(input, other, transcribed, transcriber, voice, model);
    }

    WireOptions withTranscription(boolean shown, String name) {
        return new WireOptions(input, output, shown, name, voice, model);
    }

    WireOptions withVoice(String other) {
        return new WireOptions(input, output, transcribed, transcriber, other, model);
    }
}
