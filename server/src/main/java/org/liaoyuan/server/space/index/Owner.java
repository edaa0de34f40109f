package org.liaoyuan.server.space.index;

import java.util.UUID;

/**
 * Whose passages these are. Every passage in the index says so, every question names one.
 *
 * @param organisation id
 * @param person id
 * @param space id
 */
public record Owner(String organisation, String person, UUID space) {

    /** As one term; no id holds a line feed. */
    String term() {
        return organisation + "\n" + person + "\n" + space;
    }
}
