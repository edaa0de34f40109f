package org.liaoyuan.server.signon;

import com.unboundid.ldap.sdk.SearchResultEntry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.liaoyuan.server.access.TryLaterException;
import org.liaoyuan.server.account.Directory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The LDAP directories of an organisation, one after the other.
 *
 * <p>Guarantees: a password goes only to a directory that has exactly one entry of that name; at most sixteen ask at the same
 * time, so that a slow directory holds up few; one that does not answer knows nobody, as far as whoever signs in is told.
 */
@Component
class Directories implements Directory {

    private static final Logger LOG = LoggerFactory.getLogger(Directories.class);

    private static final int MOST_AT_ONCE = 16;
    private static final int LONGEST_PASSWORD = 256;
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final ProviderStore providers;
    private final Admission admission;
    private final Semaphore turns = new Semaphore(MOST_AT_ONCE);

    Directories(ProviderStore providers, Admission admission) {
        this.providers = providers;
        this.admission = admission;
    }

    @Override
    public Optional<String> find(String organisation, String name, String password) {
        if (name.isEmpty() || password.isEmpty() || password.length() > LONGEST_PASSWORD) {
            return Optional.empty();
        }
        List<Provider> directories = providers.of(organisation).stream()
                .filter(p -> p.enabled() && p.settings().ldap() != null)
                .toList();
        if (directories.isEmpty()) {
            return Optional.empty();
        }
        if (!turns.tryAcquire()) {
            throw new TryLaterException(503, "very many are signing in just now; try again in a few seconds", RETRY);
        }
        try {
            return directories.stream()
                    .flatMap(directory -> find(directory, name, password).stream())
                    .findFirst();
        } finally {
            turns.release();
        }
    }

    private Optional<String> find(Provider directory, String name, String password) {
        try (LdapClient client = LdapClient.open(directory)) {
            Optional<SearchResultEntry> entry = client.find(name);
            if (entry.isEmpty()) {
                return Optional.empty();
            }
            Attested attested = client.attested(entry.get(), name);
            return client.isPasswordOf(entry.get(), password)
                    ? Optional.of(admission.admit(directory, attested, "ldap"))
                    : Optional.empty();
        } catch (SignOnException e) {
            LOG.warn("signing in by {} fails: {} ({})", directory, e.obstacle.code(), e.detail());
            return Optional.empty();
        }
    }
}
