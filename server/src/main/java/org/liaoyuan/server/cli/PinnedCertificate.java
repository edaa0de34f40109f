package org.liaoyuan.server.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificate of the server in this data folder, by its SHA-256. The commands of the terminal reach the server by an address that
 * its certificate need not name, and that may be signed by nobody they know; so they trust the one certificate that the server
 * wrote into a file for its owner's eyes, and no other.
 */
final class PinnedCertificate {

    private static final int WAIT_MILLIS = (int) Duration.ofSeconds(5).toMillis();

    private PinnedCertificate() {}

    /** What the server on this port of this machine shows. Nothing but the certificate is read from it. */
    static String of(int port) throws IOException {
        SSLContext any = context(new Trust(null));
        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
                SSLSocket socket =
                        (SSLSocket) any.getSocketFactory().createSocket(plain, RunningServer.LOOPBACK, port, true)) {
            socket.setSoTimeout(WAIT_MILLIS);
            return fingerprint(socket.getSession().getPeerCertificates()[0]);
        } catch (CertificateEncodingException e) {
            throw new IOException("the server's own certificate can't be read", e);
        }
    }

    /** Trusts this one only. */
    static SSLContext trusting(String fingerprint) {
        return context(new Trust(fingerprint));
    }

    private static SSLContext context(Trust trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static String fingerprint(Certificate certificate) throws CertificateEncodingException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (CertificateEncodingException e) {
            throw e;
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** An extended one: the JDK adds no check of the host's name to it, which the pin makes needless. */
    private static final class Trust extends X509ExtendedTrustManager {

        private final @Nullable String pinned;

        Trust(@Nullable String pinned) {
            this.pinned = pinned;
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            if (pinned != null && !fingerprint(chain[0]).equals(pinned)) {
                throw new CertificateException("this is not the certificate of the server in this data folder");
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("no clients here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            throw new CertificateException("no clients here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("no clients here");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
