package org.liaoyuan.server.model.internal.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.model.RemoteException;
import org.liaoyuan.server.model.RemoteFailure;

/**
 * What a provider answers, as a stream of bytes with a limit on their number and on the time they take. One thread reads; any
 * may close, which ends a read under way.
 */
final class Reply extends InputStream implements Deadlines.Limited {

    /** Of a whole document, or of a stream in all. */
    static final int MOST_BYTES = 64 << 20;

    private final String provider;
    private final HttpUriRequestBase request;
    private final Times times;
    private final Deadlines deadlines;
    private @Nullable ClassicHttpResponse response;
    private @Nullable InputStream body;
    private long read;
    private volatile long deadline;
    private volatile boolean expired;
    private volatile boolean closed;
    private volatile boolean hasBegun;

    Reply(String provider, HttpUriRequestBase request, Times times, Deadlines deadlines) {
        this.provider = provider;
        this.request = request;
        this.times = times;
        this.deadlines = deadlines;
        this.deadline = System.nanoTime() + times.first().toNanos();
        deadlines.watch(this);
    }

    void begin(ClassicHttpResponse from) throws IOException {
        response = from;
        HttpEntity entity = from.getEntity();
        body = entity == null ? InputStream.nullInputStream() : entity.getContent();
    }

    int status() {
        return response == null ? 0 : response.getCode();
    }

    /** In lower case; empty if it has none. */
    String header(String name) {
        Header header = response == null ? null : response.getFirstHeader(name);
        return header == null || header.getValue() == null
                ? ""
                : header.getValue().toLowerCase(Locale.ROOT);
    }

    /** The first token has come: from now on the limit between two reads holds. */
    void hasBegun() {
        hasBegun = true;
        deadline = System.nanoTime() + times.quiet().toNanos();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        InputStream in = body;
        if (in == null) {
            return -1;
        }
        int n = in.read(into, from, length);
        if (n > 0) {
            read += n;
            if (read > MOST_BYTES) {
                throw new ProtocolException("it sent more than " + MOST_BYTES + " bytes");
            }
            if (hasBegun) {
                deadline = System.nanoTime() + times.quiet().toNanos();
            }
        }
        return n;
    }

    /** The whole document, at most so many bytes of it. */
    byte[] document(int most) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream(1024);
        byte[] buffer = new byte[8192];
        for (int n = read(buffer, 0, buffer.length); n >= 0; n = read(buffer, 0, buffer.length)) {
            all.write(buffer, 0, n);
            if (all.size() > most) {
                throw new ProtocolException("it sent more than " + most + " bytes");
            }
        }
        return all.toByteArray();
    }

    /** What an error of a read means. */
    RemoteException failure(IOException e) {
        if (expired) {
            Duration limit = hasBegun ? times.quiet() : times.first();
            return new RemoteException(new RemoteFailure.TimedOut(provider + " was quiet for longer than " + limit));
        }
        if (e instanceof ProtocolException) {
            return new RemoteException(new RemoteFailure.Garbage(provider + " does not keep to the protocol: "
                    + Optional.ofNullable(e.getMessage()).orElse("")));
        }
        return new RemoteException(new RemoteFailure.Unavailable(
                "the connection to " + provider + " ended (" + e.getClass().getSimpleName() + ")"));
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public long deadline() {
        return deadline;
    }

    @Override
    public void expire() {
        expired = true;
        request.cancel();
    }

    /** The connection is kept if everything was read. */
    void done() {
        if (!closed) {
            closed = true;
            deadlines.forget(this);
            try {
                if (response != null) {
                    response.close();
                }
            } catch (IOException e) {
                request.cancel();
            }
        }
    }

    /** The connection is given up if not everything was read. */
    @Override
    public void close() {
        closed = true;
        deadlines.forget(this);
        request.cancel();
    }
}
