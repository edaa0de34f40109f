package org.liaoyuan.server.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.ChatMessage;

/** The turns of a conversation, as the model is told them. Bounded: the first ones are forgotten. Not thread-safe. */
final class History {

    private static final int MOST_ITEMS = 400;
    private static final int MOST_CHARACTERS = 200_000;

    private static final class Entry {
        private Item item;
        private final @Nullable Spoken spoken;

        Entry(Item item, @Nullable Spoken spoken) {
            this.item = item;
            this.spoken = spoken;
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private long characters;

    /**
     * @param previous id of the item behind which it is put; null for the end, {@code root} for the beginning
     * @return the id of the item before it; null for none
     * @throws IllegalArgumentException if there is no such item, or one with its id
     */
    @Nullable
    String add(Item item, @Nullable String previous, @Nullable Spoken spoken) {
        if (find(item.id()).isPresent()) {
            throw new IllegalArgumentException("there is an item " + item.id() + " already");
        }
        int place = previous == null
                ? entries.size()
                : previous.equals("root") ? 0 : entries.indexOf(require(previous)) + 1;
        entries.add(place, new Entry(item, spoken));
        characters += item.text().length();
        while (entries.size() > MOST_ITEMS || characters > MOST_CHARACTERS && entries.size() > 1) {
            Entry first = entries.getFirst().item.id().equals(item.id()) ? entries.get(1) : entries.getFirst();
            remove(first);
        }
        int now = entries.indexOf(require(item.id()));
        return now == 0 ? null : entries.get(now - 1).item.id();
    }

    /** @return id of the last item; null for none */
    @Nullable
    String last() {
        return entries.isEmpty() ? null : entries.getLast().item.id();
    }

    Optional<Item> find(String id) {
        return entries.stream().map(e -> e.item).filter(i -> i.id().equals(id)).findFirst();
    }

    private Entry require(String id) {
        return entries.stream()
                .filter(e -> e.item.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no item " + id));
    }

    /** It was said otherwise than was known; without a word it was not said. */
    void correct(String id, String text) {
        for (Entry entry : List.copyOf(entries)) {
            if (entry.item.id().equals(id)) {
                if (text.isBlank() && entry.spoken == null) {
                    remove(entry);
                } else {
                    characters += text.length() - entry.item.text().length();
                    entry.item = entry.item.withText(text);
                }
            }
        }
    }

    /** @throws IllegalArgumentException if there is none */
    void delete(String id) {
        remove(require(id));
    }

    private void remove(Entry entry) {
        entries.remove(entry);
        characters -= entry.item.text().length();
    }

    /**
     * Of what was spoken no more than so much was heard.
     *
     * @throws IllegalArgumentException if it was not spoken, or not for so long
     */
    void truncate(String id, long millis) {
        Spoken spoken = require(id).spoken;
        if (spoken == null) {
            throw new IllegalArgumentException("item " + id + " was not spoken: there is no sound of it to be cut");
        }
        if (millis < 0 || millis > Math.round(spoken.sent() * 1000) + 1) {
            throw new IllegalArgumentException("audio_end_ms " + millis + " of item " + id + " must be from 0 to "
                    + Math.round(spoken.sent() * 1000));
        }
        correct(id, spoken.text(millis / 1000.0));
    }

    /** Whether the last word is the person's. */
    boolean wantsAnswer() {
        for (int i = entries.size() - 1; i >= 0; i--) {
            Item item = entries.get(i).item;
            if (!item.text().isBlank() && !item.role().equals("system")) {
                return item.role().equals("user");
            }
        }
        return false;
    }

    /** As {@link #messages()}, with more words of the person behind them; none if empty. */
    List<ChatMessage> messagesWith(String words) {
        List<ChatMessage> messages = messages();
        if (words.isBlank()) {
            return messages;
        }
        boolean goesOn = !messages.isEmpty() && messages.getLast().role().equals("user");
        String before = goesOn ? messages.removeLast().content() + "\n" : "";
        messages.add(ChatMessage.user(before + words));
        return messages;
    }

    /** As a model is told: several turns in a row of one side are one. */
    List<ChatMessage> messages() {
        List<ChatMessage> messages = new ArrayList<>();
        for (Entry entry : entries) {
            Item item = entry.item;
            if (item.text().isBlank()) {
                continue;
            }
            if (!messages.isEmpty() && messages.getLast().role().equals(item.role())) {
                String before = messages.removeLast().content();
                messages.add(new ChatMessage(item.role(), before + "\n" + item.text()));
            } else {
                messages.add(new ChatMessage(item.role(), item.text()));
            }
        }
        return messages;
    }
}
