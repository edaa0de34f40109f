package org.liaoyuan.server.assistant;

import java.util.List;

/** A conversation as a document. */
final class Markdown {

    private Markdown() {}

    static String of(Conversation conversation) {
        StringBuilder text = new StringBuilder("# " + conversation.title().replace('\n', ' ') + "\n");
        List<Message> messages = conversation.messages();
        if (!messages.isEmpty()) {
            for (Message message : Branch.to(messages, messages.getLast().id())) {
                String who = message.role().equals("user") ? "🧑" : "🤖 " + message.model();
                text.append("\n## ")
                        .append(who)
                        .append("\n\n")
                        .append(message.content())
                        .append('\n');
            }
        }
        return text.toString();
    }
}
