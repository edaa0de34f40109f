package org.liaoyuan.server.space;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.liaoyuan.server.space.WatchStore.Watch;
import org.liaoyuan.server.store.Tenant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The folders that the configuration names, as rows beside those that were named on the page. */
@Component
class ConfiguredFolders {

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredFolders.class);

    private final WatchSettings settings;
    private final WatchStore store;
    private final DocumentStore documents;
    private final FolderPlace places;
    private final Set<WatchSettings.Named> told = new HashSet<>();

    ConfiguredFolders(WatchSettings settings, WatchStore store, DocumentStore documents, FolderPlace places) {
        this.settings = settings;
        this.store = store;
        this.documents = documents;
        this.places = places;
    }

    private record Key(Tenant owner, String path) {}

    /** What is not named any more ends; what can't be followed yet is tried each time. */
    void settle() {
        Map<Key, Watch> there = store.configured().stream()
                .collect(Collectors.toMap(watch -> new Key(watch.owner(), watch.path()), Function.identity()));
        for (WatchSettings.Named named : settings.folders()) {
            Optional<Tenant> person = store.person(named.person());
            if (person.isPresent()) {
                Path place = place(named);
                if (there.remove(new Key(person.get(), place.toString())) == null) {
                    person.get().run(() -> add(named, place));
                }
            } else {
                tell(named, "the person that liaoyuan.space.watch.folders names for it is not here");
            }
        }
        there.values().forEach(watch -> watch.owner().run(() -> store.delete(watch.id())));
    }

    /** A folder that is not there may come: then this is its place. */
    private static Path place(WatchSettings.Named named) {
        Path place = Path.of(named.path()).toAbsolutePath().normalize();
        try {
            return place.toRealPath();
        } catch (IOException e) {
            return place;
        }
    }

    private void add(WatchSettings.Named named, Path place) {
        UUID space = documents.space();
        String own = String.valueOf(place.getFileName());
        String name = WatchNames.of(named.name().isBlank() ? own : named.name());
        Set<String> taken = store.own().stream().map(Watch::name).collect(Collectors.toSet());
        boolean followed = store.own().stream().anyMatch(watch -> watch.path().equals(place.toString()));
        if (followed || taken.contains(name)) {
            tell(named, "that person's space follows it, or one of its name, already");
        } else if (!places.isAllowed(place, true)) {
            tell(named, "it is the server's own data, or holds it");
        } else {
            store.add(space, place.toString(), name, true);
        }
    }

    private void tell(WatchSettings.Named named, String why) {
        if (told.add(named)) {
            LOG.warn("the folder {} of the configuration is not followed: {}", named.path(), why);
        }
    }
}
