package org.liaoyuan.server.agent.tell;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.liaoyuan.server.net.Timed;
import org.liaoyuan.server.tool.Tool;
import org.liaoyuan.server.tool.ToolCall;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolValues;
import org.springframework.stereotype.Component;

/** Sends mail to people, as the tool {@code mail} does for agents. */
@Component
public class MailTeller {

    private static final Duration SILENCE = Duration.ofSeconds(20);
    private static final Duration MOST_TIME = Duration.ofMinutes(1);

    private final List<Tool> tools;

    MailTeller(List<Tool> tools) {
        this.tools = List.copyOf(tools);
    }

    /**
     * Sends a letter.
     *
     * @param id the same for each attempt: it becomes the letter's Message-ID, by which mail programs know it again
     * @param run that it is about
     */
    public Sent send(TellSettings.Mail mail, UUID id, UUID run, String to, Words.Letter letter) {
        ToolValues values = values(mail, to, letter);
        try {
            return Timed.call(MOST_TIME, () -> {
                tool().use(new ToolCall(values, run, id.toString(), SILENCE, (text, host) -> mail.password()));
                return Sent.OUT;
            });
        } catch (ToolFailure e) {
            Sent.How how = e.reason() == ToolFailure.Reason.UNKNOWN ? Sent.How.UNKNOWN : Sent.How.NOT;
            return new Sent(how, String.valueOf(e.getMessage()));
        } catch (Timed.TookTooLong e) {
            return new Sent(Sent.How.UNKNOWN, "the mail server took longer than " + MOST_TIME.toSeconds() + " seconds");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Sent(Sent.How.UNKNOWN, "the server was stopped");
        } catch (Exception e) {
            return Sent.not("the mail can't be sent: " + e.getClass().getSimpleName());
        }
    }

    /** What is wrong with these settings; none where they can be used. */
    List<Tool.Problem> check(TellSettings.Mail mail) {
        return tool().check(values(mail, mail.from(), new Words.Letter("x", "x")));
    }

    private static ToolValues values(TellSettings.Mail mail, String to, Words.Letter letter) {
        return new ToolValues(
                Map.of(
                        "server", mail.server(),
                        "security", mail.security(),
                        "user", mail.user(),
                        // filled in for the server alone, as the secret of a node is
                        "password", mail.password().isEmpty() ? "" : "{{secret.MAIL}}",
                        "from", mail.from(),
                        "to", to,
                        "subject", letter.subject(),
                        "text", letter.text()),
                Map.of());
    }

    private Tool tool() {
        return tools.stream()
                .filter(tool -> tool.kind().equals("mail"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no tool for mail"));
    }
}
