package org.liaoyuan.server.account;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Permission;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.People.Membership;

/**
 * Who one is.
 *
 * @param signInNeeded whether there are accounts; while there are none whoever sits at the machine is its owner
 * @param person null for somebody who is not signed in
 * @param organisation for which one acts; null for somebody who is not signed in
 * @param organisations all that one may act for
 * @param permissions what one may do there
 * @param csrfToken to be sent as {@code X-CSRF-Token} with each change; null where none is needed
 * @param secondStep after a sign-in that lacks its second factor: what is missing, nobody is signed in yet; null else
 * @param secondFactorNeeded whether the organisation wants a second factor of this person before anything else
 */
public record Session(
        boolean signInNeeded,
        @Nullable Profile person,
        @Nullable Organisation organisation,
        List<Organisation> organisations,
        List<Permission> permissions,
        @Nullable String csrfToken,
        @Nullable SecondStep secondStep,
        boolean secondFactorNeeded) {

    /** One of a person's organisations. */
    public record Organisation(String id, String name, Role role) {

        public static Organisation of(Membership m) {
            return new Organisation(m.organisation(), m.organisationName(), m.role());
        }
    }

    static Session ofNobody(boolean signInNeeded, @Nullable SecondStep secondStep) {
        return new Session(signInNeeded, null, null, List.of(), List.of(), null, secondStep, false);
    }
}
