package org.liaoyuan.server.account;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * What people show beside their password. This room asks for it where a password alone was shown; another has it. Each method
 * joins the transaction that it is called in.
 */
public interface SecondFactor {

    /**
     * Somebody showed their password, or used a link: what they have to show beside it.
     *
     * @param way how they got here, for the audit log
     * @return empty where they have no second factor
     */
    Optional<SecondStep> after(String person, String way);

    /** Those among these people who have one. */
    Set<String> having(Collection<String> people);

    /** Takes everything of somebody away, also what is not confirmed yet. */
    void remove(String person);
}
