package org.liaoyuan.server.model;

import org.liaoyuan.server.access.Identity;

/**
 * Who asks: the ledger's and the budgets' subject. While there are no accounts everybody on this machine is {@link #LOCAL}.
 *
 * @param key id of the API key used, never the key itself; empty for none
 * @param person id of the person; empty for none
 * @param organisation id of the organisation; empty for none
 */
public record Caller(String key, String person, String organisation) {

    /** Whoever sits at this machine. */
    public static final Caller LOCAL = new Caller("", "local", "local");

    /** Who sends a request, for what the program asks on their account; a model that they name goes through {@link ModelAccess}. */
    public static Caller of(Identity who) {
        return new Caller(who.key(), who.person(), who.organisation());
    }

    public Caller withKey(String other) {
        return new Caller(other, person, organisation);
    }
}
