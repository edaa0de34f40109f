package org.liaoyuan.server.signon;

import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.ExtendedResult;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One conversation with a directory (RFC 4511): find a person, bind as them, look at their groups. Close it.
 *
 * <p>Guarantees: five seconds for the connection and ten for each answer; TLS, whose certificate names the host, before any
 * password; no referral is followed; an empty password is never sent, since it would bind as nobody and succeed (RFC 4513, 5.1.2).
 */
final class LdapClient implements AutoCloseable {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 10_000;
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final int MOST_GROUPS = 1_000;

    private final Settings.Ldap settings;
    private final LDAPConnection connection;

    private LdapClient(Settings.Ldap settings, LDAPConnection connection) {
        this.settings = settings;
        this.connection = connection;
    }

    /** Connects, and binds as the service account where there is one. */
    static LdapClient open(Provider provider) throws SignOnException {
        Settings.Ldap settings = provider.ldap();
        URI uri = address(provider);
        boolean tls = "ldaps".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? 636 : 389;
        LDAPConnection connection = null;
        try {
            SSLContext trust = LdapTrust.context(settings.certificate());
            connection = tls
                    ? new LDAPConnection(
                            new TimedSockets(trust.getSocketFactory(), ANSWER_MILLIS), options(), uri.getHost(), port)
                    : new LDAPConnection(options(), uri.getHost(), port);
            if (!tls && settings.startTls()) {
                startTls(connection, trust);
            }
            LdapClient client = new LdapClient(settings, connection);
            client.bindService(provider.secret());
            return client;
        } catch (LDAPException e) {
            close(connection);
            throw new SignOnException(
                    isTls(e) ? Obstacle.TLS : Obstacle.UNREACHABLE, String.valueOf(e.getMessage()), e);
        } catch (SignOnException e) {
            close(connection);
            throw e;
        }
    }

    private static URI address(Provider provider) throws SignOnException {
        Settings.Ldap settings = provider.ldap();
        URI uri = Addresses.ldap("url", settings.url(), settings.startTls(), provider.mayAskLoopback());
        if (!provider.mayAskLoopback()) {
            try {
                Inside.refuse("url", uri);
            } catch (UnknownHostException e) {
                throw new SignOnException(Obstacle.UNREACHABLE, "no host is called " + uri.getHost(), e);
            }
        }
        return uri;
    }

    private static LDAPConnectionOptions options() {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(CONNECT_MILLIS);
        options.setResponseTimeoutMillis(ANSWER_MILLIS);
        options.setMaxMessageSize(MOST_BYTES);
        options.setFollowReferrals(false);
        options.setAbandonOnTimeout(true);
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
        return options;
    }

    private static void startTls(LDAPConnection connection, SSLContext trust) throws LDAPException, SignOnException {
        ExtendedResult answer = connection.processExtendedOperation(new StartTLSExtendedRequest(trust));
        if (answer.getResultCode() != ResultCode.SUCCESS) {
            throw new SignOnException(Obstacle.TLS, "it refuses StartTLS: " + answer.getResultCode());
        }
    }

    private static boolean isTls(LDAPException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return true;
            }
        }
        String text = String.valueOf(e.getMessage());
        return text.contains("SSLHandshakeException") || text.contains("certificate");
    }

    private void bindService(String password) throws LDAPException, SignOnException {
        if (settings.serviceDn().isEmpty()) {
            return;
        }
        if (password.isEmpty() || !bind(settings.serviceDn(), password)) {
            throw new SignOnException(Obstacle.SERVICE_ACCOUNT, "it refuses " + settings.serviceDn());
        }
    }

    private boolean bind(String dn, String password) throws LDAPException {
        try {
            BindResult result = connection.bind(new SimpleBindRequest(dn, password));
            return result.getResultCode() == ResultCode.SUCCESS;
        } catch (LDAPException e) {
            // a locked or ended account is one that may not come in
            if (e.getResultCode().isConnectionUsable()) {
                return false;
            }
            throw e;
        }
    }

    /** The one entry with this name; empty where there is none, or more than one. */
    Optional<SearchResultEntry> find(String name) throws SignOnException {
        String filter = settings.userFilter().replace("{name}", Filter.encodeValue(name));
        List<SearchResultEntry> found = search(settings.baseDn(), filter, 2, attributes());
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private String[] attributes() {
        return List.of(
                        settings.userNameAttribute(),
                        settings.displayNameAttribute(),
                        settings.emailAttribute(),
                        settings.idAttribute(),
                        settings.groupsAttribute())
                .stream()
                .filter(a -> !a.isEmpty())
                .toArray(String[]::new);
    }

    private List<SearchResultEntry> search(String base, String filter, int most, String... attributes)
            throws SignOnException {
        try {
            SearchRequest request = new SearchRequest(base, SearchScope.SUB, filter, attributes);
            request.setSizeLimit(most);
            request.setTimeLimitSeconds(ANSWER_MILLIS / 1_000);
            return entries(connection.search(request).getSearchEntries());
        } catch (LDAPException e) {
            if (e.getResultCode() == ResultCode.SIZE_LIMIT_EXCEEDED
                    && e instanceof com.unboundid.ldap.sdk.LDAPSearchException some) {
                return entries(some.getSearchEntries());
            }
            Obstacle obstacle = e.getResultCode() == ResultCode.NO_SUCH_OBJECT
                    ? Obstacle.BASE
                    : e.getResultCode().isConnectionUsable() ? Obstacle.SEARCH : Obstacle.UNREACHABLE;
            throw new SignOnException(obstacle, "searching below '" + base + "': " + e.getMessage(), e);
        }
    }

    private static List<SearchResultEntry> entries(@Nullable List<SearchResultEntry> found) {
        return found == null ? List.of() : found;
    }

    /** Whether the place where people are looked for exists and may be searched. */
    void requireBase() throws SignOnException {
        try {
            if (connection.getEntry(settings.baseDn(), "1.1") == null) {
                throw new SignOnException(Obstacle.BASE, "'" + settings.baseDn() + "' is not there, or not to be seen");
            }
        } catch (LDAPException e) {
            throw new SignOnException(Obstacle.SEARCH, String.valueOf(e.getMessage()), e);
        }
    }

    /** Whether it is this person's password. From here on the conversation is theirs. */
    boolean isPasswordOf(Entry entry, String password) throws SignOnException {
        if (password.isEmpty()) {
            return false;
        }
        try {
            return bind(entry.getDN(), password);
        } catch (LDAPException e) {
            throw new SignOnException(Obstacle.UNREACHABLE, String.valueOf(e.getMessage()), e);
        }
    }

    /** What the directory says of somebody; asked before anybody binds as them: they may see less. */
    Attested attested(SearchResultEntry entry, String name) throws SignOnException {
        String subject = subject(entry);
        return new Attested(
                settings.issuer(),
                subject,
                value(entry, settings.userNameAttribute()).orElse(name),
                value(entry, settings.displayNameAttribute()).orElse(""),
                value(entry, settings.emailAttribute()).orElse(null),
                null,
                groups(entry),
                false);
    }

    private String subject(SearchResultEntry entry) throws SignOnException {
        byte @Nullable [] id = entry.getAttributeValueBytes(settings.idAttribute());
        if (id == null || id.length == 0 || id.length > Attested.MOST_SUBJECT / 2) {
            throw new SignOnException(
                    Obstacle.UNSUITABLE,
                    "the entry " + entry.getDN() + " has no '" + settings.idAttribute() + "' that could say who it is");
        }
        String text = String.valueOf(entry.getAttributeValue(settings.idAttribute()));
        // Active Directory's objectGUID is 16 bytes, not text
        return text.chars().allMatch(c -> c > ' ' && c < 127)
                ? text
                : java.util.HexFormat.of().formatHex(id);
    }

    private static Optional<String> value(Entry entry, String attribute) {
        return attribute.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(entry.getAttributeValue(attribute))
                        .filter(v -> !v.isBlank() && v.length() <= 500);
    }

    /** By their DNs; those below the groups' place also by the name in it. */
    private List<String> groups(SearchResultEntry entry) throws SignOnException {
        List<String> groups = new ArrayList<>();
        String[] own =
                settings.groupsAttribute().isEmpty() ? null : entry.getAttributeValues(settings.groupsAttribute());
        for (String dn : own == null ? new String[0] : own) {
            if (groups.size() < MOST_GROUPS) {
                add(groups, dn);
            }
        }
        if (!settings.groupFilter().isEmpty() && !settings.groupBaseDn().isEmpty()) {
            String filter = settings.groupFilter().replace("{dn}", Filter.encodeValue(entry.getDN()));
            for (SearchResultEntry group : search(settings.groupBaseDn(), filter, MOST_GROUPS, "1.1")) {
                add(groups, group.getDN());
            }
        }
        return groups.stream().distinct().toList();
    }

    private void add(List<String> groups, String text) {
        groups.add(text);
        try {
            DN dn = new DN(text);
            RDN first = dn.getRDN();
            if (first != null
                    && !settings.groupBaseDn().isEmpty()
                    && dn.isDescendantOf(settings.groupBaseDn(), false)) {
                groups.add(first.getAttributeValues()[0]);
            }
        } catch (LDAPException noDn) {
            // posixGroup and the like have names only: that is what there is
        }
    }

    private static void close(@Nullable LDAPConnection connection) {
        if (connection != null) {
            connection.close();
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
