package org.liaoyuan.server.websearch;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was found a short while ago, in memory: each organisation's own. The oldest goes first where there are too many. Thread-safe.
 */
final class RecentAnswers {

    private static final int MOST = 300;

    /** @param settings by what it was found: another set of services finds other things */
    record Key(String organisation, String question, int limit, Object settings) {}

    private record Kept(long nanos, WebAnswer answer) {}

    private final Duration remember;
    private final Map<Key, Kept> kept = new LinkedHashMap<>();

    RecentAnswers(Duration remember) {
        this.remember = remember;
    }

    synchronized Optional<WebAnswer> find(Key key) {
        return find(key, System.nanoTime());
    }

    synchronized Optional<WebAnswer> find(Key key, long now) {
        kept.values().removeIf(each -> now - each.nanos >= remember.toNanos());
        return Optional.ofNullable(kept.get(key)).map(Kept::answer);
    }

    synchronized void put(Key key, WebAnswer answer) {
        put(key, answer, System.nanoTime());
    }

    synchronized void put(Key key, WebAnswer answer, long now) {
        kept.remove(key);
        if (kept.size() >= MOST) {
            kept.remove(kept.keySet().iterator().next());
        }
        kept.put(key, new Kept(now, answer));
    }

    synchronized void forget() {
        kept.clear();
    }
}
