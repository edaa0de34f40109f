package org.liaoyuan.server.assistant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One path through the tree of messages. */
final class Branch {

    private Branch() {}

    /** The messages from the root to this one, both included; none for null. */
    static List<Message> to(List<Message> all, @Nullable UUID last) {
        Map<UUID, Message> byId = new HashMap<>();
        all.forEach(m -> byId.put(m.id(), m));
        List<Message> path = new ArrayList<>();
        UUID next = last;
        while (next != null) {
            // removing, so that a broken tree with a circle ends too
            Message message = byId.remove(next);
            if (message == null) {
                break;
            }
            path.addFirst(message);
            next = message.parentId();
        }
        return path;
    }
}
