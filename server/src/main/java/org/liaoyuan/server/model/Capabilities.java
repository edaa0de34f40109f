package org.liaoyuan.server.model;

import java.util.List;

/**
 * What a model takes and costs, as far as is known.
 *
 * @param context the most tokens of prompt and answer together; 0 if unknown
 * @param tools whether it can ask for tools
 * @param vision whether it takes images
 * @param audio whether it takes sound
 * @param languages BCP 47 tags of the languages it is good at; empty if unknown
 * @param price what it costs
 * @param residency where the words go
 */
public record Capabilities(
        int context,
        boolean tools,
        boolean vision,
        boolean audio,
        List<String> languages,
        Price price,
        Residency residency) {

    /** A model in this process: it costs energy only. */
    public static final Capabilities LOCAL =
            new Capabilities(0, true, false, false, List.of(), Price.FREE, Residency.LOCAL);

    /** Whether what is asked stays with who runs this server. */
    public enum Residency {
        LOCAL,
        LEAVES_THE_HOUSE
    }

    /** The same for a name of which some requests leave the house. */
    public Capabilities outside() {
        return new Capabilities(context, tools, vision, audio, languages, price, Residency.LEAVES_THE_HOUSE);
    }

    public Capabilities {
        languages = List.copyOf(languages);
    }
}
