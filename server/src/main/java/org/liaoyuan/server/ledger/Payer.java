package org.liaoyuan.server.ledger;

/**
 * On whose account a request goes.
 *
 * @param key id of the API key, never the key itself; empty for none
 * @param person id of the person; empty for none
 * @param organisation id of the organisation; empty for none
 */
public record Payer(String key, String person, String organisation) {}
