package org.liaoyuan.server.account;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.store.Tenant;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** A server with accounts: the owner's, one of each other role, and an organisation beside the first. */
public final class House {

    public static final String PASSWORD = "a spark can start a fire";

    /** A request with it is not handled: its status says that it would have been. */
    public static final String WALK = "X-Walk";

    public static final int WOULD_BE_HANDLED = 299;

    private static House house;

    public final TestServer server;
    public final Map<Role, Visitor> people = new EnumMap<>(Role.class);

    private House(TestServer server) {
        this.server = server;
        people.put(
                Role.OWNER,
                Visitor.byLink(server, server.bean(Accounts.class).ownersLink().orElseThrow(), PASSWORD));
        for (Role role : Role.values()) {
            if (role != Role.OWNER) {
                people.put(role, newMember(owner(), "some-" + role.stored(), role));
            }
        }
    }

    public static synchronized House get() {
        if (house == null) {
            house = new House(TestServer.another(Walk.class));
        }
        // every test signs in from the same address: what one class does wrong on purpose is no reason to refuse the
        // next
        house.server
                .bean(SystemDatabase.class)
                .run(jdbc -> jdbc.sql("delete from sign_in_throttle").update());
        return house;
    }

    public Visitor owner() {
        return people.get(Role.OWNER);
    }

    public Visitor newMember(Visitor by, String name, Role role) {
        Reply added = by.post("/api/members", "{\"name\":\"" + name + "\",\"role\":\"" + role + "\"}");
        if (added.status() != 201) {
            // the names of all classes are in one house: the likely cause
            throw new AssertionError(name + " was not added: " + added.text());
        }
        return Visitor.byLink(server, added.at("/token").asString(), PASSWORD);
    }

    /** The owner of a new organisation. */
    public Visitor newOrganisation(String name, String owner) {
        Reply made = owner().post(
                        "/api/organisations", "{\"name\":\"" + name + "\",\"owner\":{\"name\":\"" + owner + "\"}}");
        return Visitor.byLink(server, made.at("/ownerLink/token").asString(), PASSWORD);
    }

    /** The tables that have a row with this word, whoever's. */
    public List<String> tablesWith(String word) {
        JdbcClient jdbc = server.bean(JdbcClient.class);
        return Tenant.SYSTEM.ask(() -> jdbc
                .sql("select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'")
                .query(String.class)
                .list()
                .stream()
                .filter(table -> jdbc.sql("select exists (select from \"" + table + "\" t where t::text like ?)")
                        .param("%" + word + "%")
                        .query(Boolean.class)
                        .single())
                .toList());
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Walk {

        @Bean
        WebMvcConfigurer stopBeforeTheHandler() {
            return new WebMvcConfigurer() {
                @Override
                public void addInterceptors(InterceptorRegistry registry) {
                    registry.addInterceptor(new HandlerInterceptor() {
                        @Override
                        public boolean preHandle(
                                jakarta.servlet.http.HttpServletRequest request,
                                jakarta.servlet.http.HttpServletResponse response,
                                Object handler) {
                            boolean walk = request.getHeader(WALK) != null;
                            if (walk) {
                                response.setStatus(WOULD_BE_HANDLED);
                            }
                            return !walk;
                        }
                    });
                }
            };
        }
    }
}
