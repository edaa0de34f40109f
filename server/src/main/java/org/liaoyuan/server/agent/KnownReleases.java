package org.liaoyuan.server.agent;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.liaoyuan.server.agent.definition.Definition;
import org.springframework.stereotype.Component;

/** Releases that were read lately. They never change: a run of one that is known asks the database for nothing and parses nothing. */
@Component
class KnownReleases {

    private static final int MOST = 500;

    private final Map<Key, Definition> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Definition> eldest) {
            return size() > MOST;
        }
    });

    /** @param organisation that asks: nobody learns of another's */
    record Key(String organisation, UUID agent, int number) {}

    /** @param unknown reads it, or throws where there is none for the organisation */
    Definition get(Key key, Supplier<Definition> unknown) {
        Definition found = known.get(key);
        if (found == null) {
            found = unknown.get();
            known.put(key, found);
        }
        return found;
    }
}
