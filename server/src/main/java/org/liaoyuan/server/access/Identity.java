package org.liaoyuan.server.access;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.store.Tenant;

/**
 * Who sends a request. Like {@link Tenant} it belongs to a call: other threads do not know it.
 *
 * @param way how they showed it
 * @param credential id of the session or API key; empty for none
 * @param person id; empty for nobody
 * @param organisation id of the organisation for which they act; empty for nobody
 * @param role in it; null for nobody
 * @param scope what an API key, or a session without its second factor, is limited to; for others everything that the role has
 * @param address a prefix of where the request comes from
 */
public record Identity(
        Way way,
        String credential,
        String person,
        String organisation,
        @Nullable Role role,
        KeyScope scope,
        String address) {

    /** How somebody shows who they are. */
    public enum Way {
        /** Not at all. */
        NONE,
        /** By sitting at this machine, while there are no accounts. */
        OPEN,
        /** By reading the data folder: a command in the terminal. */
        COMMAND,
        SESSION,
        KEY
    }

    private static final ScopedValue<Identity> CURRENT = ScopedValue.newInstance();

    /** Who sends the request that this call serves; nobody outside of requests. */
    public static Identity current() {
        return CURRENT.orElse(nobody(""));
    }

    public static ScopedValue.Carrier with(Identity identity) {
        return ScopedValue.where(CURRENT, identity);
    }

    public static Identity nobody(String address) {
        return new Identity(Way.NONE, "", "", "", null, KeyScope.NOTHING, address);
    }

    /** The owner, who needs no account to be at this machine. */
    public static Identity local(Way way, String address) {
        return new Identity(way, "", Tenant.LOCAL_ID, Tenant.LOCAL_ID, Role.OWNER, KeyScope.UNLIMITED, address);
    }

    public static Identity ofSession(String session, String person, String organisation, Role role, String address) {
        return new Identity(Way.SESSION, session, person, organisation, role, KeyScope.UNLIMITED, address);
    }

    public Identity lackingSecondFactor() {
        return new Identity(way, credential, person, organisation, role, KeyScope.ENROLMENT, address);
    }

    public boolean lacksSecondFactor() {
        return way == Way.SESSION && scope.equals(KeyScope.ENROLMENT);
    }

    /** Id of the API key; empty where none was used. */
    public String key() {
        return way == Way.KEY ? credential : "";
    }

    /** The one place that decides what somebody may do. */
    public boolean may(Permission permission) {
        if (permission == Permission.PUBLIC) {
            return true;
        }
        return role != null
                && permission.isOf(role)
                && scope.permissions().contains(permission)
                && (way != Way.KEY || permission.isForKeys())
                && (!permission.concernsInstallation() || organisation.equals(Tenant.LOCAL_ID));
    }

    /**
     * Nobody gives, changes or takes a role above their own.
     *
     * @throws RefusedException if this one is
     */
    public void requireReach(Role other) {
        if (role == null || !role.mayManage(other)) {
            throw RefusedException.forbidden("the role " + other.stored() + " is above yours");
        }
    }

    /**
     * The one place that decides whether a thing is open to somebody whose permissions reach its kind.
     *
     * @param rules what their organisation says of it and of what it is part of; none for a thing that is open to all
     */
    public boolean may(Resource resource, Collection<Rule> rules) {
        Role mine = role;
        return mine != null && scope.opens(resource) && rules.stream().allMatch(rule -> rule.lets(mine, person));
    }

    /** The models that an API key is limited to, by the names that requests use; empty for all. */
    public List<String> models() {
        return scope.models();
    }

    /** Whether this request may be sent at all. */
    boolean maySend(Route route) {
        return may(route.permission()) && scope.opens(route);
    }

    public boolean isSomebody() {
        return role != null;
    }

    public Tenant tenant() {
        return new Tenant(organisation, person, may(Permission.SEE_ALL_USAGE), false);
    }
}
