package org.liaoyuan.server.signon;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Sockets that wait only so long for each part of what the other side says, from the TLS handshake on. Without this a server that
 * accepts a connection and is silent holds the handshake, and the closing of its socket with it, as long as it likes.
 */
final class TimedSockets extends SocketFactory {

    private final SocketFactory sockets;
    private final int millis;

    TimedSockets(SocketFactory sockets, int millis) {
        this.sockets = sockets;
        this.millis = millis;
    }

    private Socket timed(Socket socket) throws IOException {
        socket.setSoTimeout(millis);
        return socket;
    }

    @Override
    public Socket createSocket() throws IOException {
        return timed(sockets.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return timed(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return timed(sockets.createSocket(host, port, local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return timed(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return timed(sockets.createSocket(host, port, local, localPort));
    }
}
