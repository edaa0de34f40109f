package org.liaoyuan.server.agent.tell;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.AccessSettings;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.net.WebAddress;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How an organisation's people are told of questions of runs. */
@RestController
@RequestMapping("/api/agent-telling")
@Tag(name = "agents")
class TellController {

    private static final Set<String> SECURITY = Set.of("starttls", "tls", "none");
    private static final int LONGEST = 2_000;

    private final TellStore store;
    private final MailTeller mails;
    private final AccessSettings access;

    TellController(TellStore store, MailTeller mails, AccessSettings access) {
        this.store = store;
        this.mails = mails;
        this.access = access;
    }

    /**
     * How it shall be.
     *
     * @param address under which the page is reached, to which links lead: https://ai.example.com
     * @param mail null for no mail
     * @param bot null for none
     */
    @Schema(name = "AgentTellingChange")
    record Change(
            @Nullable String address,
            @Nullable MailChange mail,
            @Nullable BotChange bot) {}

    /**
     * By which mail is sent.
     *
     * @param server host and port: smtp.example.com:587
     * @param security starttls, tls or none; none is for servers in one's own network
     * @param user left out for none
     * @param password left out for the one that is kept, empty for none
     * @param from address of the sender
     */
    @Schema(name = "AgentTellingMailChange")
    record MailChange(
            @Nullable String server,
            @Nullable String security,
            @Nullable String user,
            @Nullable String password,
            @Nullable String from) {}

    /** @param url left out for the one that is kept */
    @Schema(name = "AgentTellingBotChange")
    record BotChange(@Nullable BotKind kind, @Nullable String url) {}

    @Operation(
            operationId = "getAgentTelling",
            summary = "How people are told of questions of runs, without its secrets")
    @GetMapping
    TellStore.View get() {
        return store.view(Identity.current().organisation());
    }

    @Operation(operationId = "setAgentTelling", summary = "Sets how people are told of questions of runs")
    @PutMapping
    TellStore.View put(@RequestBody Change body) {
        Identity who = Identity.current();
        Optional<TellSettings> before = store.find(who.organisation());
        TellSettings.Mail mail = body.mail() == null ? null : mail(body.mail(), before.flatMap(TellSettings::byMail));
        TellSettings.Bot bot = body.bot() == null ? null : bot(body.bot(), before.flatMap(TellSettings::byBot));
        store.put(who.organisation(), who.person(), new TellSettings(address(body.address()), mail, bot));
        return store.view(who.organisation());
    }

    /** Links with which one decides lead to this server and nowhere else. */
    private String address(@Nullable String wanted) {
        URI address = WebAddress.of(text("address", wanted))
                .filter(uri -> uri.getRawQuery() == null
                        && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/")))
                .orElseThrow(() -> new IllegalArgumentException(
                        "address is no address of this server; expected one such as https://ai.example.com"));
        if (!access.isOurs(String.valueOf(address.getHost()))) {
            throw new IllegalArgumentException("address leads to '" + address.getHost()
                    + "', which is no name of this server; expected one of liaoyuan.access.hosts");
        }
        return address.getScheme() + "://" + address.getRawAuthority();
    }

    private TellSettings.Mail mail(MailChange wanted, Optional<TellSettings.Mail> before) {
        String security = wanted.security() == null ? "starttls" : wanted.security();
        if (!SECURITY.contains(security)) {
            throw new IllegalArgumentException("mail/security is none of starttls, tls, none");
        }
        String given = wanted.password();
        String password =
                given == null ? before.map(TellSettings.Mail::password).orElse("") : given;
        String server = text("mail/server", wanted.server());
        // a password goes to the server that it was given for
        if (given == null
                && before.filter(old ->
                                !old.server().equals(server) && !old.password().isEmpty())
                        .isPresent()) {
            throw new IllegalArgumentException("mail/password is missing: it is kept for another server");
        }
        TellSettings.Mail mail = new TellSettings.Mail(
                server,
                security,
                wanted.user() == null
                        ? ""
                        : text("mail/user", wanted.user() + " ").strip(),
                password,
                text("mail/from", wanted.from()));
        mails.check(mail).stream().findFirst().ifPresent(problem -> {
            throw new IllegalArgumentException("mail/" + problem.field() + ": " + problem.detail());
        });
        return mail;
    }

    private static TellSettings.Bot bot(BotChange wanted, Optional<TellSettings.Bot> before) {
        BotKind kind = wanted.kind();
        if (kind == null) {
            throw new IllegalArgumentException("bot/kind is missing; expected FEISHU, DINGTALK, WECOM or SLACK");
        }
        if (wanted.url() == null && before.isPresent()) {
            return new TellSettings.Bot(kind, before.get().url());
        }
        URI url = WebAddress.of(text("bot/url", wanted.url()))
                .orElseThrow(() -> new IllegalArgumentException(
                        "bot/url is no address of a bot; expected https://host/path, without user and password"));
        return new TellSettings.Bot(kind, url);
    }

    private static String text(String field, @Nullable String text) {
        String stripped = text == null ? "" : text.strip();
        if (text == null
                || text.isEmpty()
                || stripped.length() > LONGEST
                || stripped.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException(
                    field + " is missing, longer than " + LONGEST + " characters, or has a control character");
        }
        return stripped;
    }
}
