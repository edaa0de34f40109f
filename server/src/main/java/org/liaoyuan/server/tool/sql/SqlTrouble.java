package org.liaoyuan.server.tool.sql;

import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.liaoyuan.server.net.PublicAddresses;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolFailure.Reason;
import org.postgresql.util.PSQLException;

/** What a database's errors mean for a run, by SQLSTATE (PostgreSQL's manual, appendix A). */
final class SqlTrouble {

    private static final int MOST_SAID = 300;

    private SqlTrouble() {}

    static ToolFailure failure(SqlConnection of, SQLException e, boolean committing) {
        String state = Optional.ofNullable(e.getSQLState()).orElse("");
        if (causes(e).anyMatch(PublicAddresses.Inside.class::isInstance)) {
            return new ToolFailure(
                    Reason.NOT_OPEN,
                    "connection '" + of.name() + "' leads inside of the server's own network; the operator allows hosts"
                            + " by liaoyuan.tools.inside");
        }
        if (String.valueOf(e.getMessage()).contains("maxResultBuffer")) {
            return new ToolFailure(Reason.TOO_LONG, "the rows are larger than is read at once; ask for less");
        }
        if (committing && (state.isEmpty() || state.startsWith("08") || state.startsWith("57"))) {
            return unknown();
        }
        if (state.equals("57014") || state.equals("55P03")) {
            return late(of);
        }
        if (isPassing(state)) {
            return new ToolFailure(
                    Reason.NO_ANSWER,
                    "the database of connection '" + of.name() + "' can't be asked now" + coded(state) + said(e));
        }
        return new ToolFailure(
                Reason.REFUSED, "the database of connection '" + of.name() + "' refused" + coded(state) + said(e));
    }

    /** No connection, none free, going down, or two in each other's way. */
    private static boolean isPassing(String state) {
        return state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57P")
                || state.equals("40001")
                || state.equals("40P01");
    }

    static ToolFailure late(SqlConnection of) {
        return new ToolFailure(
                Reason.REFUSED,
                "the database of connection '" + of.name()
                        + "' did not answer in the node's time, and the statement was stopped; ask for less, or give it more seconds");
    }

    static ToolFailure unknown() {
        return new ToolFailure(
                Reason.UNKNOWN, "the connection broke while the change was being committed; look whether it is there");
    }

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause).limit(20);
    }

    private static String coded(String state) {
        return state.isEmpty() ? "" : " (" + state + ")";
    }

    /** Without details and hints, which quote rows. */
    private static String said(SQLException e) {
        if (!(e instanceof PSQLException own) || own.getServerErrorMessage() == null) {
            return "";
        }
        String text = Optional.ofNullable(own.getServerErrorMessage().getMessage())
                .orElse("")
                .replaceAll("\\p{Cntrl}+", " ");
        return ": " + (text.length() > MOST_SAID ? text.substring(0, MOST_SAID) + "…" : text);
    }
}
