package org.liaoyuan.server.assistant.proof;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How answers with proof are made: {@code liaoyuan.proof.*}.
 *
 * @param passages that are looked for in each source
 * @param mostTokens that passages may take of the model's context, estimated; less where the conversation leaves less
 * @param enough how strong the best passage must be for an answer from material alone, 0 to 1; below it the answer says that it is
 *     not there. The default is what {@code ./liaoyuan bench evidence} found
 * @param supported how much of a sentence must stand in a passage to call it supported, 0 to 1
 */
@ConfigurationProperties("liaoyuan.proof")
public record ProofSettings(
        @DefaultValue("6") int passages,
        @DefaultValue("2000") int mostTokens,
        @DefaultValue("0.5") double enough,
        @DefaultValue("0.5") double supported) {

    public ProofSettings {
        requireWithin("passages", passages, 1, 50);
        requireWithin("most-tokens", mostTokens, 100, 1_000_000);
        requireWithin("enough", enough, 0, 1);
        requireWithin("supported", supported, 0, 1);
    }

    private static void requireWithin(String key, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    "liaoyuan.proof." + key + " is " + value + "; expected " + least + " to " + most);
        }
    }
}
