package org.liaoyuan.server.store;

import java.util.Map;
import java.util.concurrent.Callable;

/**
 * For whom the database is asked. It bounds what is found twice: the queries name {@link #OWN} or {@link #SEEN} as a condition,
 * and PostgreSQL's row-level security holds each connection to it ({@link TenantDataSource}).
 *
 * <p>It belongs to a thread's call, not to the thread: whoever hands work to another thread hands the tenant over with it. Where
 * nobody said for whom, nothing is found.
 *
 * @param organisation id of the organisation
 * @param person id of the person
 * @param whole whether what all people of the organisation used is seen, not this person's alone
 * @param system whether everything is: for the program's own upkeep, never for a request's question
 */
public record Tenant(String organisation, String person, boolean whole, boolean system) {

    /** Id of the organisation, and of the person, that an installation begins with. */
    public static final String LOCAL_ID = "local";

    /** The program itself. */
    public static final Tenant SYSTEM = new Tenant("", "", false, true);

    /** Whoever sits at this machine while there are no accounts. */
    public static final Tenant LOCAL = new Tenant(LOCAL_ID, LOCAL_ID, true, false);

    /** A condition for rows of one person. */
    public static final String OWN = "(:system or (organisation = :organisation and person = :person))";

    /** A condition for rows of one person, or of the whole organisation for those who may see them. */
    public static final String SEEN = "(:system or (organisation = :organisation and (:whole or person = :person)))";

    /** A condition for rows of the organisation. */
    public static final String OURS = "(:system or organisation = :organisation)";

    private static final Tenant NOBODY = new Tenant("", "", false, false);

    private static final ScopedValue<Tenant> CURRENT = ScopedValue.newInstance();

    /** {@link #SEEN} of a table by this name in a statement with several. */
    public static String seen(String table) {
        return ours(SEEN, table).replace("person =", table + ".person =");
    }

    /** {@link #OURS} of a table by this name in a statement with several. */
    public static String ours(String table) {
        return ours(OURS, table);
    }

    private static String ours(String condition, String table) {
        return condition.replace("organisation =", table + ".organisation =");
    }

    /** For whom this call asks. */
    public static Tenant current() {
        return CURRENT.orElse(NOBODY);
    }

    /** Does something for this tenant. */
    public void run(Runnable work) {
        ScopedValue.where(CURRENT, this).run(work);
    }

    /** Asks something for this tenant. */
    public <T> T call(Callable<T> work) throws Exception {
        return ScopedValue.where(CURRENT, this).call(work::call);
    }

    /** Asks something that throws nothing checked. */
    public <T> T ask(java.util.function.Supplier<T> question) {
        return ScopedValue.where(CURRENT, this).call(question::get);
    }

    /** What the conditions' names stand for. */
    public Map<String, Object> parameters() {
        return Map.of("organisation", organisation, "person", person, "whole", whole, "system", system);
    }
}
