package org.liaoyuan.server.space.index;

import java.util.UUID;

/**
 * Whose passages these are. Every passage in the index says so, every question names one or several.
 *
 * @param organisation id
 * @param person id; empty for a collection, which is no person's own
 * @param space id
 */
public record Owner(String organisation, String person, UUID space) {

    /** Of a collection: for whom it is stands in the database alone, and not with each passage. */
    public static Owner ofCollection(String organisation, UUID collection) {
        return new Owner(organisation, "", collection);
    }

    public boolean isCollection() {
        return person.isEmpty();
    }

    /** As one term; no id holds a line feed. */
    String term() {
        return organisation + "\n" + person + "\n" + space;
    }
}
