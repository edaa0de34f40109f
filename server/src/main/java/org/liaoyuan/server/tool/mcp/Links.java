package org.liaoyuan.server.tool.mcp;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.util.Timeout;
import org.liaoyuan.server.net.PublicAddresses;
import org.liaoyuan.server.net.StrangersClient;
import org.liaoyuan.server.net.Timed;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolFailure.Reason;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Opens sessions with servers: one for each use, so many at once, each within its time, and nothing of them left afterwards. */
@Component
class Links implements DisposableBean {

    private static final int MOST_AT_ONCE = 16;
    private static final Timeout CONNECTING = Timeout.ofSeconds(10);

    /** A tool may think for long; how long is said by its node. */
    private static final Timeout SILENCE = Timeout.ofMinutes(11);

    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final CloseableHttpClient client;

    Links(PublicAddresses addresses) {
        client = StrangersClient.open(addresses, CONNECTING, SILENCE, "Liaoyuan (MCP client of an agent)");
    }

    /** What is done in a session. */
    interface Talk<T> {

        T with(Session session) throws IOException;
    }

    /**
     * Opens a session and does something in it.
     *
     * @throws IOException if the way to the server broke
     * @throws Timed.TookTooLong if the time is over
     * @throws ToolFailure if the server refuses, or too many are asked at once
     */
    <T> T talk(McpServer server, Duration limit, Talk<T> talk)
            throws IOException, Timed.TookTooLong, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        if (!places.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new ToolFailure(
                    Reason.NO_ANSWER, MOST_AT_ONCE + " MCP servers are asked at once; try again in a moment");
        }
        try (Link link = open(server)) {
            T said = Timed.call(Duration.ofNanos(end - System.nanoTime()), () -> talk.with(Session.open(link)));
            link.leave();
            return said;
        } catch (IOException | Timed.TookTooLong | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            places.release();
        }
    }

    private Link open(McpServer server) {
        return switch (server) {
            case McpServer.Remote remote -> new HttpLink(client, remote);
            case McpServer.Program program -> new ServerProcess(program);
        };
    }

    @Override
    public void destroy() throws IOException {
        client.close();
    }
}
