package org.liaoyuan.engine;

import java.nio.file.Path;
import org.liaoyuan.engine.gguf.GgufFile;
import org.liaoyuan.engine.llama.NativeModel;

/**
 * A loaded model.
 *
 * @param path the file
 * @param name {@code general.name} of the file, or the file's name
 * @param architecture {@code general.architecture}, e.g. {@code qwen2}
 * @param parameters number of weights
 * @param fileBytes size of the file
 * @param vocabulary number of tokens
 * @param embeddingSize width of the hidden state
 * @param trainedContext tokens of context in training
 * @param contextSize tokens one request may take here
 * @param hasChatTemplate whether the file brings a chat template
 * @param supportsInfill whether it has fill-in-the-middle tokens
 */
public record ModelInfo(
        Path path,
        String name,
        String architecture,
        long parameters,
        long fileBytes,
        int vocabulary,
        int embeddingSize,
        int trainedContext,
        int contextSize,
        boolean hasChatTemplate,
        boolean supportsInfill) {

    static ModelInfo of(Path path, GgufFile file, NativeModel model, int contextSize, boolean hasChatTemplate) {
        return new ModelInfo(
                path,
                file.name().orElse(String.valueOf(path.getFileName())),
                file.architecture(),
                model.parameters(),
                file.bytes(),
                model.vocabulary(),
                model.embeddingSize(),
                model.trainedContext(),
                contextSize,
                hasChatTemplate,
                PromptWriter.supportsInfill(model));
    }
}
