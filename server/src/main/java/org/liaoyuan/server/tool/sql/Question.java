package org.liaoyuan.server.tool.sql;

import java.time.Duration;
import java.util.List;

/**
 * A statement and what it is asked with.
 *
 * @param parameters in the order of the statement's names
 * @param rows that are given at most
 * @param limit for all of it
 */
record Question(SqlText statement, List<String> parameters, boolean writes, int rows, Duration limit) {

    Question {
        parameters = List.copyOf(parameters);
    }
}
