package org.liaoyuan.server.assistant.memory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.liaoyuan.server.account.PersonalData;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What is remembered of somebody to take along, as Markdown to be read and as JSON. */
@Component
class MemoryData implements PersonalData {

    private final MemoryStore store;
    private final JsonMapper json;

    MemoryData(MemoryStore store, JsonMapper json) {
        this.store = store;
        this.json = json;
    }

    @Override
    public void writeTo(Files files) throws IOException {
        List<Memory> all = store.list();
        String read = all.stream()
                .map(memory -> "- " + memory.text() + (memory.active() ? "" : " (off)"))
                .collect(Collectors.joining("\n", "# Memory · 记忆\n\n", "\n"));
        files.add("memories.md", out -> out.write(read.getBytes(StandardCharsets.UTF_8)));
        files.add("memories.json", Content.json(json, Map.of("setting", store.setting(), "memories", all)));
    }
}
