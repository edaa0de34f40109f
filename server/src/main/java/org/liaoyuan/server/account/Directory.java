package org.liaoyuan.server.account;

import java.util.Optional;

/** People and passwords that are kept elsewhere, such as in an LDAP directory. This room asks it; another has it. */
public interface Directory {

    /**
     * Who this is, by a name that is nobody's with a password here. Takes seconds at most; a directory that does not answer
     * knows nobody.
     *
     * @param organisation id of the organisation at whose door somebody stands: only its directories learn the password
     * @return id of a person here; empty where the name or the password is wrong
     */
    Optional<String> find(String organisation, String name, String password);
}
