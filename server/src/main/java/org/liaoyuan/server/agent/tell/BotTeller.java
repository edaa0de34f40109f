package org.liaoyuan.server.agent.tell;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.net.PublicAddresses;
import org.liaoyuan.server.net.StrangersClient;
import org.liaoyuan.server.net.Timed;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Writes to groups by their bots: to public addresses by TLS, and into the operator's own network where tools may go there. */
@Component
public class BotTeller {

    private static final Duration MOST_TIME = Duration.ofSeconds(15);
    private static final Timeout SILENCE = Timeout.ofSeconds(10);
    private static final int MOST_BYTES = 10_000;

    private final PublicAddresses addresses;
    private final JsonMapper json;
    private @Nullable CloseableHttpClient client;

    BotTeller(PublicAddresses addresses, JsonMapper json) {
        this.addresses = addresses;
        this.json = json;
    }

    public Sent send(TellSettings.Bot bot, String text) {
        try {
            return Timed.call(MOST_TIME, () -> post(bot, text));
        } catch (Timed.TookTooLong e) {
            return new Sent(Sent.How.UNKNOWN, "the bot did not answer in " + MOST_TIME.toSeconds() + " seconds");
        } catch (PublicAddresses.Inside e) {
            return Sent.not(
                    "the bot's address lies in this server's own network, which is reached where the operator allows it"
                            + " (liaoyuan.tools.inside)");
        } catch (UnknownHostException e) {
            return Sent.not("there is no host of the bot's address");
        } catch (ConnectException | ConnectTimeoutException | SSLException e) {
            return Sent.not("the bot can't be reached: " + e.getClass().getSimpleName());
        } catch (IOException e) {
            return new Sent(Sent.How.UNKNOWN, "the connection to the bot broke while it was told");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Sent(Sent.How.UNKNOWN, "the server was stopped");
        } catch (Exception e) {
            return Sent.not("the bot can't be told: " + e.getClass().getSimpleName());
        }
    }

    private Sent post(TellSettings.Bot bot, String text) throws IOException {
        URI url = bot.url();
        if (!"https".equals(url.getScheme())) {
            for (InetAddress each : addresses.resolve(url.getHost())) {
                if (PublicAddresses.isPublic(each)) {
                    return Sent.not("the bot's address begins with http://, which is for one's own network alone");
                }
            }
        }
        HttpPost request = new HttpPost(url);
        request.setEntity(
                new ByteArrayEntity(json.writeValueAsBytes(bot.kind().message(text)), ContentType.APPLICATION_JSON));
        return client().execute(request, response -> read(bot.kind(), response));
    }

    private Sent read(BotKind kind, ClassicHttpResponse response) throws IOException {
        int status = response.getCode();
        if (status / 100 != 2) {
            return Sent.not("the bot answered with status " + status);
        }
        byte[] said = new byte[0];
        if (response.getEntity() != null) {
            try (InputStream body = response.getEntity().getContent()) {
                said = body.readNBytes(MOST_BYTES);
            }
        }
        return kind.isTaken(tree(said)) ? Sent.OUT : Sent.not("the bot refused the message: look at its own settings");
    }

    private JsonNode tree(byte[] said) {
        try {
            return json.readTree(new String(said, StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    private synchronized CloseableHttpClient client() {
        if (client == null) {
            client = StrangersClient.open(addresses, SILENCE, SILENCE, "Liaoyuan");
        }
        return client;
    }

    @PreDestroy
    synchronized void close() throws IOException {
        if (client != null) {
            client.close();
        }
    }
}
