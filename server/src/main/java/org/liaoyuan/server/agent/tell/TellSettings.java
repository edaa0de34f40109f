package org.liaoyuan.server.agent.tell;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an organisation's people are told, secrets opened.
 *
 * @param address under which the page is reached, without a slash at its end
 * @param mail null where no mail is sent
 * @param bot null where there is none
 */
public record TellSettings(
        String address, @Nullable Mail mail, @Nullable Bot bot) {

    /**
     * Where mail is handed in.
     *
     * @param server host and port
     * @param security starttls, tls or none
     * @param user empty for none
     * @param password empty for none
     * @param from address of the sender
     */
    public record Mail(String server, String security, String user, String password, String from) {}

    /** @param url with its secret: whoever has it writes to the group */
    public record Bot(BotKind kind, URI url) {}

    public Optional<Mail> byMail() {
        return Optional.ofNullable(mail);
    }

    public Optional<Bot> byBot() {
        return Optional.ofNullable(bot);
    }
}
