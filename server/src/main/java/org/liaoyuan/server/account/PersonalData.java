package org.liaoyuan.server.account;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a room keeps of people, so that they can take it with them. Every room that has rows of a person has one of these; rows
 * that are to go with the person refer to them in the database ({@code on delete cascade}).
 */
public interface PersonalData {

    /** Writes all that is kept of whoever the {@link org.liaoyuan.server.store.Tenant} is. */
    void writeTo(Files files) throws IOException;

    /** All that a query finds of somebody; its one parameter is the person. */
    static List<Map<String, @Nullable Object>> rows(JdbcClient jdbc, String sql, String person) {
        return jdbc.sql(sql).param(person).query().listOfRows();
    }

    /** Where it goes. */
    interface Files {

        /**
         * Adds a file in an open format.
         *
         * @param name with slashes; only letters, digits and {@code .-_/} are kept of it
         */
        void add(String name, Content content) throws IOException;
    }

    /** Writes a file's bytes; need not close. */
    @FunctionalInterface
    interface Content {

        void writeTo(OutputStream out) throws IOException;

        /** Something as JSON that people can read too. */
        static Content json(JsonMapper json, Object value) {
            return out -> out.write(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(value));
        }
    }
}
