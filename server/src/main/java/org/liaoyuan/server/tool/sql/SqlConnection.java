package org.liaoyuan.server.tool.sql;

import java.util.UUID;

/**
 * A database that an organisation's agents may ask.
 *
 * @param name by which nodes refer to it
 * @param writes whether nodes may change something there
 * @param password empty for none
 */
record SqlConnection(UUID id, String name, DatabaseAddress address, String user, boolean writes, String password) {

    /** Without the password. */
    @Override
    public String toString() {
        return "SqlConnection[" + name + "]";
    }
}
