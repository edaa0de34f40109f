package org.liaoyuan.server.account;

import org.liaoyuan.server.access.Tokens;
import org.springframework.stereotype.Component;

/**
 * What the commands of this data folder show to the server that runs in it: a token of this start, in a file that its owner alone may
 * read. Who can read that file can read the database too.
 */
@Component
public class CommandToken {

    private final String value = Tokens.random();

    /** To be written into the data folder. */
    public String value() {
        return value;
    }

    boolean is(String shown) {
        return Tokens.same(value, shown);
    }
}
