package org.liaoyuan.server.ledger;

/** Whose spending a budget limits. */
public enum Subject {
    KEY("key"),
    PERSON("person"),
    ORGANISATION("organisation");

    /** The table's column that names it. */
    final String column;

    Subject(String column) {
        this.column = column;
    }

    String of(Payer payer) {
        return switch (this) {
            case KEY -> payer.key();
            case PERSON -> payer.person();
            case ORGANISATION -> payer.organisation();
        };
    }
}
