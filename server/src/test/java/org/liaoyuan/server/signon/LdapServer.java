package org.liaoyuan.server.signon;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import com.unboundid.util.ssl.KeyStoreKeyManager;
import com.unboundid.util.ssl.SSLUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/** A real LDAP server, with and without TLS, whose certificate is for a host of this name. */
final class LdapServer {

    static final String BASE = "dc=example,dc=com";
    static final String SERVICE = "cn=finder,dc=example,dc=com";
    static final String SERVICE_PASSWORD = "finds people";

    final InMemoryDirectoryServer server;

    /** PEM of who signed its certificate: itself. */
    final String certificate;

    /** How often somebody showed it a password. */
    final AtomicInteger binds;

    private LdapServer(InMemoryDirectoryServer server, String certificate, AtomicInteger binds) {
        this.server = server;
        this.certificate = certificate;
        this.binds = binds;
    }

    static LdapServer start(Path folder, String host)
            throws IOException, InterruptedException, LDAPException, GeneralSecurityException, LDIFException {
        Path keys = folder.resolve(host + ".p12");
        keytool(
                "-genkeypair",
                "-alias",
                "ldap",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + host,
                "-ext",
                "SAN=dns:" + host,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                "for tests");
        Path pem = folder.resolve(host + ".pem");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "ldap",
                "-keystore",
                keys.toString(),
                "-storepass",
                "for tests",
                "-file",
                pem.toString());
        SSLUtil tls =
                new SSLUtil(new KeyStoreKeyManager(keys.toFile(), "for tests".toCharArray(), "PKCS12", "ldap"), null);
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
        config.setSchema(null);
        AtomicInteger binds = new AtomicInteger();
        config.addInMemoryOperationInterceptor(new InMemoryOperationInterceptor() {
            @Override
            public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request) {
                binds.incrementAndGet();
            }
        });
        config.addAdditionalBindCredentials(SERVICE, SERVICE_PASSWORD);
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("plain", null, 0, tls.createSSLSocketFactory()),
                InMemoryListenerConfig.createLDAPSConfig("tls", null, 0, tls.createSSLServerSocketFactory(), null));
        InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
        server.add("dn: " + BASE, "objectClass: domain", "dc: example");
        server.add("dn: ou=people," + BASE, "objectClass: organizationalUnit", "ou: people");
        server.add("dn: ou=groups," + BASE, "objectClass: organizationalUnit", "ou: groups");
        person(server, "marie", "radium");
        person(server, "pierre", "also radium");
        person(server, "odd*(name)", "with brackets");
        server.add(
                "dn: cn=builders,ou=groups," + BASE,
                "objectClass: groupOfNames",
                "cn: builders",
                "member: uid=marie,ou=people," + BASE);
        server.startListening();
        return new LdapServer(server, Files.readString(pem), binds);
    }

    private static void person(InMemoryDirectoryServer server, String name, String password)
            throws LDAPException, LDIFException {
        server.add(
                "dn: uid=" + name + ",ou=people," + BASE,
                "objectClass: inetOrgPerson",
                "uid: " + name,
                "cn: Dr. " + name,
                "mail: " + name.replaceAll("\\W", "") + "@example.com",
                "personId: "
                        + Base64.getEncoder().encodeToString(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                "userPassword: " + password);
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(java.util.List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(said);
        }
    }

    String plain() {
        return "ldap://localhost:" + server.getListenPort("plain");
    }

    String tls() {
        return "ldaps://localhost:" + server.getListenPort("tls");
    }
}
