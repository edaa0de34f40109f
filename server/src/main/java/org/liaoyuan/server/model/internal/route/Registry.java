package org.liaoyuan.server.model.internal.route;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.liaoyuan.server.model.Capabilities;
import org.liaoyuan.server.model.internal.remote.Deadlines;
import org.liaoyuan.server.model.internal.remote.OfferedModel;
import org.liaoyuan.server.model.internal.remote.Provider;
import org.liaoyuan.server.model.internal.remote.ProviderConfig;
import org.liaoyuan.server.store.Reconciled;

/** The providers and aliases there are. Readers see one state or the next, never half of one. Thread-safe. */
public final class Registry implements AutoCloseable, Reconciled {

    /** Names come from requests: only the health of so many is remembered. */
    private static final int MOST_HEALTHS = 2_000;

    private final ProviderStore store;
    private final RoutingSettings settings;
    private final Map<String, String> environment;
    private final Deadlines deadlines = new Deadlines();
    private final Map<String, Health> healths = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Health> eldest) {
            return size() > MOST_HEALTHS;
        }
    };
    private volatile Map<String, Place> places = Map.of();
    private volatile Map<String, AliasConfig> aliases = Map.of();

    Registry(ProviderStore store, RoutingSettings settings, Map<String, String> environment) {
        this.store = store;
        this.settings = settings;
        this.environment = Map.copyOf(environment);
        Map<String, Place> all = new TreeMap<>();
        store.providers().forEach((id, config) -> all.put(id, place(id, config, false)));
        settings.fixedProviders().forEach((id, config) -> {
            Place stored = all.put(id, place(id, config, true));
            if (stored != null) {
                stored.provider().close();
            }
        });
        places = Collections.unmodifiableMap(all);
        Map<String, AliasConfig> names = new TreeMap<>(store.aliases());
        names.putAll(settings.fixedAliases());
        aliases = Collections.unmodifiableMap(names);
    }

    private Place place(String id, ProviderConfig config, boolean fixed) {
        return new Place(Provider.of(id, config, deadlines, environment), new Gate(id, config.limits()), fixed);
    }

    Map<String, Place> places() {
        return places;
    }

    Map<String, AliasConfig> aliases() {
        return aliases;
    }

    Optional<Place> place(String id) {
        return Optional.ofNullable(places.get(id));
    }

    boolean isFixedAlias(String name) {
        return settings.fixedAliases().containsKey(name);
    }

    /** Adds or replaces a provider; answers under way end as they began. */
    synchronized void put(String id, ProviderConfig config) {
        Names.requireProvider(id);
        requireNotFixed(id);
        store.put(id, config);
        Map<String, Place> all = new TreeMap<>(places);
        Place before = all.put(id, place(id, config, false));
        places = Collections.unmodifiableMap(all);
        forget(id);
        if (before != null) {
            before.retire();
        }
    }

    synchronized void removeProvider(String id) {
        requireNotFixed(id);
        store.removeProvider(id);
        Map<String, Place> all = new TreeMap<>(places);
        Place before = all.remove(id);
        places = Collections.unmodifiableMap(all);
        forget(id);
        if (before != null) {
            before.retire();
        }
    }

    synchronized void put(String name, AliasConfig config) {
        Names.requireAlias(name);
        requireAliasNotFixed(name);
        store.put(name, config);
        Map<String, AliasConfig> all = new TreeMap<>(aliases);
        all.put(name, config);
        aliases = Collections.unmodifiableMap(all);
    }

    synchronized void removeAlias(String name) {
        requireAliasNotFixed(name);
        store.removeAlias(name);
        Map<String, AliasConfig> all = new TreeMap<>(aliases);
        all.remove(name);
        aliases = Collections.unmodifiableMap(all);
    }

    /** Another process may have changed what is stored. */
    @Override
    public synchronized void reconcile() {
        Map<String, ProviderConfig> stored = store.providers();
        Map<String, Place> all = new TreeMap<>(places);
        all.values()
                .removeIf(place ->
                        !place.isFixed() && !stored.containsKey(place.provider().id()));
        stored.forEach((id, config) -> {
            Place known = all.get(id);
            if (known == null || !known.isFixed() && !known.provider().config().equals(config)) {
                all.put(id, place(id, config, false));
            }
        });
        Map<String, Place> before = places;
        places = Collections.unmodifiableMap(all);
        before.forEach((id, place) -> {
            if (all.get(id) != place) {
                forget(id);
                place.retire();
            }
        });
        Map<String, AliasConfig> names = new TreeMap<>(store.aliases());
        names.putAll(settings.fixedAliases());
        aliases = Collections.unmodifiableMap(names);
    }

    private void requireNotFixed(String id) {
        Place place = places.get(id);
        if (place != null && place.isFixed()) {
            throw new IllegalArgumentException(
                    "the provider '" + id + "' is set by liaoyuan.providers." + id + "; change it there");
        }
    }

    private void requireAliasNotFixed(String name) {
        if (isFixedAlias(name)) {
            throw new IllegalArgumentException(
                    "the alias '" + name + "' is set by liaoyuan.aliases." + name + "; change it there");
        }
    }

    /** The target that {@code provider/model} names; empty if there is no such provider. */
    Optional<Target> remote(String name) {
        int slash = name.indexOf('/');
        Place place = slash <= 0 || slash == name.length() - 1 ? null : places.get(name.substring(0, slash));
        if (place == null) {
            return Optional.empty();
        }
        ProviderConfig config = place.provider().config();
        OfferedModel model = config.offered(name.substring(slash + 1));
        Capabilities capabilities = model.capabilities(config.staysInHouse());
        return Optional.of(new Target(name, model.name(), place, health(name, config), capabilities));
    }

    private Health health(String name, ProviderConfig config) {
        synchronized (healths) {
            return healths.computeIfAbsent(
                    name, n -> new Health(n, config.times().rest()));
        }
    }

    private void forget(String provider) {
        synchronized (healths) {
            healths.keySet().removeIf(name -> name.startsWith(provider + "/"));
        }
    }

    @Override
    public void close() {
        deadlines.close();
        places.values().forEach(place -> place.provider().close());
    }
}
