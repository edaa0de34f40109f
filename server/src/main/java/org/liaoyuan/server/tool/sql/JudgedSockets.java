package org.liaoyuan.server.tool.sql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Callable;
import javax.net.SocketFactory;
import org.liaoyuan.server.net.PublicAddresses;

/**
 * Sockets of the database driver, which makes one of these by its name: they connect only to addresses that may be gone to. The driver
 * looks the name up; what it connects to is judged, so a name that changes in between gains nothing.
 *
 * <p>Outside of {@link #call} there is no connection at all.
 */
public final class JudgedSockets extends SocketFactory {

    private static final ScopedValue<PublicAddresses> JUDGE = ScopedValue.newInstance();

    /** For the driver. */
    public JudgedSockets() {}

    /** Does something in which the driver may connect to what may be gone to. */
    static <T> T call(PublicAddresses judge, Callable<T> work) throws Exception {
        return ScopedValue.where(JUDGE, judge).call(work::call);
    }

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public void connect(SocketAddress endpoint, int timeout) throws IOException {
                if (!(endpoint instanceof InetSocketAddress to) || to.isUnresolved()) {
                    throw new UnknownHostException("the host is not known");
                }
                judge(to);
                super.connect(endpoint, timeout);
            }
        };
    }

    private static void judge(InetSocketAddress to) throws UnknownHostException {
        if (!JUDGE.isBound()) {
            throw new UnknownHostException("nobody says where this may go");
        }
        JUDGE.get().require(to.getHostString(), to.getAddress());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }

    private Socket connected(InetSocketAddress to) throws IOException {
        Socket socket = createSocket();
        try {
            socket.connect(to, 0);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
