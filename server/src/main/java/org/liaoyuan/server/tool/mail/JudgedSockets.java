package org.liaoyuan.server.tool.mail;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import javax.net.SocketFactory;

/**
 * Connections that a mail library opens, led to an address that was looked at before, whatever its name says by now. What comes over all of
 * them together is limited in bytes and time, so that a server can neither fill the memory nor drip for ever.
 */
final class JudgedSockets extends SocketFactory {

    private final InetAddress address;
    private final long end;
    private long left;

    /** @param most bytes that are read, all connections together */
    JudgedSockets(InetAddress address, long most, Duration limit) {
        this.address = address;
        this.left = most;
        this.end = System.nanoTime() + limit.toNanos();
    }

    /** Sees to it that so many bytes more may come. */
    private synchronized void take(int count) throws IOException {
        left -= Math.max(0, count);
        if (left < 0) {
            throw new IOException("the mail server sends more than is read");
        }
        if (System.nanoTime() - end > 0) {
            throw new IOException("the mail server takes longer than is waited");
        }
    }

    @Override
    public Socket createSocket() {
        return new Judged();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        Socket socket = createSocket();
        try {
            socket.connect(new InetSocketAddress(address, port));
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket("", port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localAddress, int localPort) throws IOException {
        return createSocket("", port);
    }

    private final class Judged extends Socket {

        @Override
        public void connect(SocketAddress wanted) throws IOException {
            connect(wanted, 0);
        }

        @Override
        public void connect(SocketAddress wanted, int timeout) throws IOException {
            super.connect(new InetSocketAddress(address, ((InetSocketAddress) wanted).getPort()), timeout);
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new Limited(super.getInputStream());
        }
    }

    private final class Limited extends FilterInputStream {

        Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            take(1);
            return next;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int count = super.read(bytes, from, length);
            take(count);
            return count;
        }
    }
}
