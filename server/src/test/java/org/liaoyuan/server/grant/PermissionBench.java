package org.liaoyuan.server.grant;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.Resource;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.access.Routes;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;
import org.liaoyuan.server.model.ModelAccess;
import org.liaoyuan.server.model.ModelStatus.Purpose;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.springframework.http.server.PathContainer;

/**
 * What deciding costs, in a server with its database: {@code ./liaoyuan bench permissions}. Not a test: its name keeps it out of the
 * run. The rules are those of an organisation with 200 of them, each for a group of 500 people; reading them anew every two seconds
 * is in the figures.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PermissionBench {

    private static final int RULES = 200;
    private static final int PEOPLE = 500;

    private final PathContainer path = PathContainer.parsePath("/v1/chat/completions");
    private Grants grants;
    private ModelAccess models;
    private Identity inGroup;
    private Identity elsewhere;

    @Setup(Level.Trial)
    public void settle() {
        House house = House.get();
        Visitor owner = house.newOrganisation("Measured", "measured-owner");
        Visitor member = house.newMember(owner, "measured-member", Role.MEMBER);
        String organisation = owner.get("/api/session").at("/organisation/id").asString();
        String person = member.get("/api/account").at("/id").asString();
        house.server.bean(SystemDatabase.class).run(db -> {
            db.sql(
                            "insert into person (id, name, display_name) select 'p' || n, 'p' || n, '' from generate_series(1, ?) n")
                    .param(PEOPLE)
                    .update();
            db.sql(
                            "insert into membership (organisation, person, role) select ?, 'p' || n, 'member' from generate_series(1, ?) n")
                    .params(organisation, PEOPLE)
                    .update();
            db.sql("""
                            insert into person_group (organisation, person, group_name)
                            select organisation, person, 'all' from membership where organisation = ?""").param(organisation).update();
            for (int n = 0; n < RULES; n++) {
                String resource = n == 0 ? "bge-small-zh" : "model-" + n;
                db.sql("insert into resource_rule (organisation, kind, resource) values (?, 'model', ?)")
                        .params(organisation, resource)
                        .update();
                db.sql(
                                "insert into resource_grant (organisation, kind, resource, group_name) values (?, 'model', ?, 'all')")
                        .params(organisation, resource)
                        .update();
            }
        });
        grants = house.server.bean(Grants.class);
        models = house.server.bean(ModelAccess.class);
        inGroup = Identity.ofSession("s", person, organisation, Role.MEMBER, "127.0.0.1");
        elsewhere = Identity.ofSession("s", "local", "local", Role.MEMBER, "127.0.0.1");
    }

    @Benchmark
    public boolean route() {
        return inGroup.may(Routes.find("POST", path).permission());
    }

    @Benchmark
    public boolean routeAndModelWithoutRules() {
        return elsewhere.may(Routes.find("POST", path).permission())
                && grants.may(elsewhere, Resource.model("bge-small-zh"), List::of);
    }

    @Benchmark
    public boolean routeAndModelWithRules() {
        return inGroup.may(Routes.find("POST", path).permission())
                && grants.may(inGroup, Resource.model("bge-small-zh"), List::of);
    }

    /** With finding out for which model the name stands. */
    @Benchmark
    public Object whoAsksAModelWithRules() {
        return models.caller(inGroup, "bge-small-zh", Purpose.EMBEDDING);
    }

    @Test
    void measure() throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx1g", "-Djmh.shutdownTimeout=1"));
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("liaoyuan."))
                .forEach(name -> arguments.add("-D" + name + "=" + System.getProperty(name)));
        new Runner(new OptionsBuilder()
                        .include(PermissionBench.class.getName())
                        .forks(1)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(3))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(4))
                        .jvmArgs(arguments.toArray(String[]::new))
                        .build())
                .run();
    }
}
