package org.liaoyuan.server.tool.sql;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is: of a JDBC address one host, its port, a database and the few parameters that can do no harm. Drivers take many
 * that load classes, read and write files, or ask other hosts; what is not named here is refused.
 *
 * @param sslMode as the driver has it
 * @param schema in which names are looked for; empty for the database's own way
 */
record DatabaseAddress(String host, int port, String database, String sslMode, String schema) {

    private static final int USUAL_PORT = 5432;
    private static final Pattern FORM = Pattern.compile(
            "jdbc:postgresql://([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::(\\d{1,5}))?/([\\p{L}\\p{N}_.-]{1,63})(?:\\?([^#\\s]*))?");
    private static final Pattern SCHEMA = Pattern.compile("[\\p{L}\\p{N}_,]{1,200}");

    /** By how sure one is of who answers, and by which class the driver finds out: none that reads files of this machine. */
    private static final Map<String, String> SSL = Map.of(
            "disable", "",
            "prefer", "org.postgresql.ssl.NonValidatingFactory",
            "require", "org.postgresql.ssl.NonValidatingFactory",
            "verify-full", "org.postgresql.ssl.DefaultJavaSSLFactory");

    /** @throws IllegalArgumentException if it is of another driver, or says more than an address may */
    static DatabaseAddress of(String url) {
        Matcher form = FORM.matcher(url);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    url.startsWith("jdbc:postgresql:")
                            ? "the address can't be read; expected jdbc:postgresql://host:5432/database, one host, without user and password"
                            : "there is no driver for this address; expected jdbc:postgresql://host:5432/database");
        }
        String sslMode = "prefer";
        String schema = "";
        for (String parameter : parameters(form.group(4))) {
            String[] pair = parameter.split("=", 2);
            String value = pair.length == 1 ? "" : pair[1];
            if (pair[0].equals("sslmode") && SSL.containsKey(value)) {
                sslMode = value;
            } else if (pair[0].equals("currentSchema") && SCHEMA.matcher(value).matches()) {
                schema = value;
            } else {
                throw new IllegalArgumentException("the address has the parameter '" + cut(parameter)
                        + "'; expected sslmode="
                        + String.join("|", SSL.keySet().stream().sorted().toList())
                        + " or currentSchema=NAME");
            }
        }
        int port = form.group(2) == null ? USUAL_PORT : Integer.parseInt(form.group(2));
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("the address has the port " + port + "; expected 1 to 65535");
        }
        return new DatabaseAddress(form.group(1).toLowerCase(Locale.ROOT), port, form.group(3), sslMode, schema);
    }

    private static List<String> parameters(@Nullable String query) {
        return query == null
                ? List.of()
                : Stream.of(query.split("&")).filter(p -> !p.isEmpty()).toList();
    }

    private static String cut(String parameter) {
        String name = parameter.replaceFirst("=.*", "");
        return name.length() > 50 ? name.substring(0, 50) : name;
    }

    /** Made anew of its parts. */
    String url() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    /** What the driver is told beside the address, as far as it follows from this. */
    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("sslmode", sslMode);
        String factory = SSL.getOrDefault(sslMode, "");
        if (!factory.isEmpty()) {
            properties.setProperty("sslfactory", factory);
        }
        if (!schema.isEmpty()) {
            properties.setProperty("currentSchema", schema);
        }
        return properties;
    }
}
