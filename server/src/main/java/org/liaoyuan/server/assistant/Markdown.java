package org.liaoyuan.server.assistant;

import java.util.List;
import org.liaoyuan.server.assistant.proof.Evidence;

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
                message.evidence().forEach(each -> text.append(source(each)));
            }
        }
        return text.toString();
    }

    /** Behind an answer what its numbers mean. */
    private static String source(Evidence evidence) {
        String place = evidence.page() == null ? "" : ", p. " + evidence.page();
        String address = evidence.address() == null ? "" : " <" + evidence.address() + ">";
        return "\n- [" + evidence.number() + "] " + evidence.title().replace('\n', ' ') + place + address + "\n";
    }
}
