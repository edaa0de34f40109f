package org.liaoyuan.server.assistant.persona;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.assistant.frame.Assistant;
import org.liaoyuan.server.assistant.frame.Language;
import org.liaoyuan.server.assistant.persona.Persona.Style;
import org.liaoyuan.server.model.SpeechManner;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which personas there are for somebody, and which of them they want where. */
@Component
public class Personas {

    /** Chosen in place of an assistant's own: none. */
    public static final String PLAIN = "plain";

    private static final String FILE = "/assistants/personas.json";
    private static final int MOST = 100;

    private final List<Persona> everybodys;
    private final PersonaStore store;

    Personas(PersonaStore store, JsonMapper json) {
        this.store = store;
        this.everybodys = read(json);
    }

    private static List<Persona> read(JsonMapper json) {
        List<Persona> all = new ArrayList<>();
        try (InputStream in = Personas.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + FILE + " in the program");
            }
            for (Map.Entry<String, JsonNode> each : json.readTree(in).properties()) {
                all.add(new Persona(each.getKey(), false, StyleReader.style(each.getValue())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(all);
    }

    /** Everybody's, then one's own. */
    List<Persona> all() {
        List<Persona> all = new ArrayList<>(everybodys);
        all.addAll(store.own());
        return all;
    }

    private Optional<Persona> find(String id) {
        return all().stream().filter(persona -> persona.id().equals(id)).findFirst();
    }

    /** @throws RefusedException if who asks has none of that name */
    Persona get(String id) {
        return find(id).orElseThrow(() -> RefusedException.missing("persona", id));
    }

    /** @throws RefusedException if it is neither {@link #PLAIN} nor one of who asks */
    public void require(String id) {
        if (!id.equals(PLAIN)) {
            get(id);
        }
    }

    /**
     * The words that a model is told of it.
     *
     * @param id one that is no longer there is none, as null and {@link #PLAIN} are
     */
    public Optional<String> prefix(@Nullable String id, Language language) {
        return id == null ? Optional.empty() : find(id).map(persona -> Prefix.of(persona.style(), language));
    }

    /** The words for a style that is not kept; throws {@link IllegalArgumentException} if it is none. */
    public String prefixOf(JsonNode style, Language language) {
        return Prefix.of(StyleReader.style(style), language);
    }

    /**
     * How an assistant sounds with a persona. Its own word counts before that of the persona that it comes with; a persona that somebody
     * put in that one's place counts before the assistant.
     */
    public SpeechManner speech(Assistant assistant, @Nullable String id) {
        SpeechManner its = open(assistant.manifest().speech());
        SpeechManner personas = open(
                id == null
                        ? null
                        : find(id).map(persona -> persona.style().speech()).orElse(null));
        boolean chosen = id != null && !id.equals(assistant.manifest().persona());
        return chosen ? personas.or(its) : its.or(personas);
    }

    private static SpeechManner open(@Nullable SpeechManner speech) {
        return speech == null ? SpeechManner.OPEN : speech;
    }

    /** What a new conversation has unless somebody says otherwise: chosen for the assistant, else everywhere, else its own. */
    public Optional<String> usual(@Nullable Assistant assistant) {
        Map<String, String> chosen = store.choices();
        String everywhere = chosen.get("");
        if (assistant == null) {
            return Optional.ofNullable(everywhere);
        }
        return Optional.ofNullable(chosen.get(assistant.id()))
                .or(() -> Optional.ofNullable(everywhere))
                .or(() -> Optional.ofNullable(assistant.manifest().persona()));
    }

    Map<String, String> choices() {
        return store.choices();
    }

    /** @param persona null: as if nothing had been chosen */
    void choose(String assistant, @Nullable String persona) {
        if (persona == null) {
            store.unchoose(assistant);
        } else {
            require(persona);
            store.choose(assistant, persona);
        }
    }

    Persona add(Style style) {
        if (store.own().size() >= MOST) {
            throw RefusedException.conflict("you have " + MOST + " personas of your own; delete one first");
        }
        UUID id = UUID.randomUUID();
        store.add(id, style);
        return get(id.toString());
    }

    Persona put(String id, Style style) {
        if (!store.put(own(id), style)) {
            throw RefusedException.missing("persona", id);
        }
        return get(id);
    }

    void delete(String id) {
        if (!store.delete(own(id))) {
            throw RefusedException.missing("persona", id);
        }
    }

    private UUID own(String id) {
        if (everybodys.stream().anyMatch(persona -> persona.id().equals(id))) {
            throw RefusedException.forbidden("The persona " + id + " is everybody's; make one of your own");
        }
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw RefusedException.missing("persona", id);
        }
    }
}
