package org.liaoyuan.server.ledger;

import org.liaoyuan.server.store.Tenant;

/**
 * On whose account a request goes.
 *
 * @param key id of the API key, never the key itself; empty for none
 * @param person id of the person; empty for none
 * @param organisation id of the organisation; empty for the local one
 */
public record Payer(String key, String person, String organisation) {

    public Payer {
        organisation = organisation.isEmpty() ? Tenant.LOCAL_ID : organisation;
    }
}
