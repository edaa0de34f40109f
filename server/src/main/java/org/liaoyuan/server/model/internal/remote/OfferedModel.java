package org.liaoyuan.server.model.internal.remote;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.model.Capabilities;
import org.liaoyuan.server.model.Capabilities.Residency;
import org.liaoyuan.server.model.Price;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A model that a provider offers, as its documents describe it.
 *
 * @param name what the provider calls it
 * @param context tokens of prompt and answer together; 0 if unknown
 * @param tools whether it can ask for tools
 * @param vision whether it takes images
 * @param audio whether it takes sound
 * @param languages BCP 47 tags
 * @param priceIn yuan for a million tokens of the prompt
 * @param priceOut yuan for a million tokens of the answer
 * @param priceCached yuan for a million tokens of the prompt that the provider found in its cache
 */
public record OfferedModel(
        String name,
        @DefaultValue("0") int context,
        @DefaultValue("true") boolean tools,
        @DefaultValue("false") boolean vision,
        @DefaultValue("false") boolean audio,
        @DefaultValue({}) List<String> languages,
        @Nullable Double priceIn,
        @Nullable Double priceOut,
        @Nullable Double priceCached) {

    private static final int MOST_NAME = 200;

    public OfferedModel {
        if (name == null || name.isBlank() || name.length() > MOST_NAME) {
            throw new IllegalArgumentException("models[].name is '" + name + "'; expected 1 to " + MOST_NAME
                    + " characters, as the provider's documents name the model");
        }
        if (context < 0) {
            throw new IllegalArgumentException(
                    "context of model " + name + " is " + context + "; expected 0 (unknown) or more");
        }
        languages = languages == null ? List.of() : List.copyOf(languages);
        requirePrice("price-in", name, priceIn);
        requirePrice("price-out", name, priceOut);
        requirePrice("price-cached", name, priceCached);
    }

    private static void requirePrice(String key, String model, @Nullable Double price) {
        if (price != null && !(price >= 0 && price < 1e6)) {
            throw new IllegalArgumentException(
                    key + " of model " + model + " is " + price + "; expected yuan for a million tokens, 0 or more");
        }
    }

    /** A model of which only the name is known: it may be able to do anything. */
    static OfferedModel named(String name) {
        return new OfferedModel(name, 0, true, true, true, List.of(), null, null, null);
    }

    /** What it takes and costs. */
    public Capabilities capabilities(boolean inHouse) {
        Price price = inHouse && priceIn == null && priceOut == null
                ? Price.FREE
                : new Price(yuan(priceIn), yuan(priceOut), yuan(priceCached));
        return new Capabilities(
                context,
                tools,
                vision,
                audio,
                languages,
                price,
                inHouse ? Residency.LOCAL : Residency.LEAVES_THE_HOUSE);
    }

    private static double yuan(@Nullable Double price) {
        return price == null ? Double.NaN : price;
    }
}
