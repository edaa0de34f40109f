package org.liaoyuan.server.websearch.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.net.PublicAddresses;
import org.liaoyuan.server.net.StrangersClient;
import org.liaoyuan.server.net.Timed;
import org.liaoyuan.server.net.WebAddress;

/**
 * Asks strangers' servers for a page.
 *
 * <p>Guarantees: connects to what {@link PublicAddresses} lets through and nowhere else, at each redirect anew; sends nothing but the
 * address and who asks; keeps no connection and no cookie; reads so many bytes, unpacked, and no more.
 */
final class PageClient implements AutoCloseable {

    private static final int MOST_REDIRECTS = 4;

    /** Enough for the text of any page; what comes after it is left out. */
    static final int MOST_TEXT_BYTES = 1_500_000;

    static final int MOST_PDF_BYTES = 8 << 20;

    /** For connecting, and for each part of an answer; the whole has a limit of its own. */
    private static final Timeout WAIT = Timeout.ofSeconds(5);

    private final CloseableHttpClient client;

    PageClient(PublicAddresses addresses) {
        client = StrangersClient.open(
                addresses, WAIT, WAIT, "Liaoyuan (reads a page for somebody who asked; no crawler)");
    }

    /**
     * What a server sent.
     *
     * @param address after redirects
     * @param type media type in lower case, without parameters; empty if it said none
     * @param charset as it said; null if it did not
     * @param whole whether these are all bytes
     */
    record Sent(URI address, String type, @Nullable String charset, byte[] bytes, boolean whole) {}

    Sent get(URI address, Duration time) throws PageFailure, InterruptedException {
        try {
            return Timed.call(time, () -> follow(address));
        } catch (Timed.TookTooLong e) {
            throw new PageFailure("no whole answer within " + time.toMillis() + " ms");
        } catch (PublicAddresses.Inside e) {
            throw new PageFailure("its address leads to this server's own network, where no page is fetched");
        } catch (UnknownHostException e) {
            throw new PageFailure("there is no such host");
        } catch (IOException e) {
            throw new PageFailure("can't be reached: " + e.getClass().getSimpleName());
        } catch (PageFailure | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Sent follow(URI address) throws IOException, PageFailure {
        URI next = address;
        for (int i = 0; i <= MOST_REDIRECTS; i++) {
            HttpGet request = new HttpGet(next);
            request.setHeader("Accept", "text/html, application/xhtml+xml, text/plain;q=0.8, application/pdf;q=0.8");
            try (ClassicHttpResponse response = client.executeOpen(HttpHost.create(next), request, null)) {
                int status = response.getCode();
                if (status == 200) {
                    return sent(next, response);
                }
                if (status < 301 || status > 308 || status == 304 || status == 305 || status == 306) {
                    throw new PageFailure("it answered " + status);
                }
                next = redirect(next, response);
            }
        }
        throw new PageFailure("it redirects more than " + MOST_REDIRECTS + " times");
    }

    private static URI redirect(URI from, ClassicHttpResponse response) throws PageFailure {
        Header location = response.getFirstHeader("Location");
        String to = location == null || location.getValue() == null ? "" : location.getValue();
        return WebAddress.of(from, to)
                .orElseThrow(() -> new PageFailure("it redirects to what is no address of a page"));
    }

    private static Sent sent(URI address, ClassicHttpResponse response) throws IOException {
        Header header = response.getFirstHeader("Content-Type");
        MediaType type = MediaType.of(header == null ? null : header.getValue());
        int most = type.name().equals("application/pdf") ? MOST_PDF_BYTES : MOST_TEXT_BYTES;
        InputStream body = response.getEntity() == null
                ? InputStream.nullInputStream()
                : response.getEntity().getContent();
        byte[] bytes = body.readNBytes(most + 1);
        boolean whole = bytes.length <= most;
        return new Sent(
                address, type.name(), type.charset(), whole ? bytes : java.util.Arrays.copyOf(bytes, most), whole);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
