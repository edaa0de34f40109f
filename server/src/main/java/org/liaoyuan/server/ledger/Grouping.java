package org.liaoyuan.server.ledger;

/** What rows are summed by. */
public enum Grouping {
    DAY("to_char(at at time zone :zone, 'YYYY-MM-DD')"),
    MODEL("case when model = '' then alias else model end"),
    PERSON("person"),
    ORGANISATION("organisation"),
    KEY("key");

    /** An expression over the table's columns. */
    final String sql;

    Grouping(String sql) {
        this.sql = sql;
    }
}
