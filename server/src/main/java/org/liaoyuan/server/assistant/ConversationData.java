package org.liaoyuan.server.assistant;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.liaoyuan.server.account.PersonalData;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Somebody's conversations to take along: each as Markdown to be read, and as JSON with all of its branches. */
@Component
class ConversationData implements PersonalData {

    private static final int MOST_OF_TITLE = 60;

    private final ConversationStore store;
    private final JsonMapper json;

    ConversationData(ConversationStore store, JsonMapper json) {
        this.store = store;
        this.json = json;
    }

    @Override
    public void writeTo(Files files) throws IOException {
        for (Conversation listed : store.list("", Integer.MAX_VALUE)) {
            Conversation whole = store.get(listed.id());
            String name = "conversations/" + name(whole);
            files.add(name + ".md", out -> out.write(Markdown.of(whole).getBytes(StandardCharsets.UTF_8)));
            files.add(name + ".json", Content.json(json, whole));
        }
    }

    private static String name(Conversation conversation) {
        String day =
                DateTimeFormatter.ISO_LOCAL_DATE.format(conversation.createdAt().atOffset(ZoneOffset.UTC));
        String title = conversation.title().replace('/', '-').strip();
        String beginning = title.codePoints()
                .limit(MOST_OF_TITLE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return day + "-" + beginning + "-" + conversation.id().toString().substring(0, 8);
    }
}
