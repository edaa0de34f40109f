package org.liaoyuan.server.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;

class GroupRolesTest {

    private static House house;
    private static GroupRoles groups;

    @BeforeAll
    static void start() {
        house = House.get();
        groups = house.server.bean(GroupRoles.class);
    }

    private static int put(Visitor by, String group, String role) {
        return by.send("PUT", "/api/group-roles", "{\"group\":\"" + group + "\",\"role\":" + role + "}")
                .status();
    }

    @Test
    void theHighestRoleOfSeveralGroupsCounts() {
        assertThat(put(house.owner(), "/staff/all", "\"MEMBER\"")).isEqualTo(204);
        assertThat(put(house.owner(), "/staff/it", "\"GUEST\"")).isEqualTo(204);
        assertThat(put(house.owner(), "/staff/it", "\"ADMIN\"")).isEqualTo(204);

        assertThat(groups.highest("local", List.of("/staff/all", "/staff/it", "unknown")))
                .contains(Role.ADMIN);
        assertThat(groups.highest("local", List.of("unknown"))).isEmpty();
        assertThat(groups.highest("elsewhere", List.of("/staff/it"))).isEmpty();
        assertThat(groups.any("elsewhere")).isFalse();
        assertThat(house.owner().get("/api/group-roles").text()).contains("/staff/it", "ADMIN");
        assertThat(house.owner().get("/api/audit?action=group_role").text()).contains("/staff/it");
    }

    @Test
    void nobodyMapsAboveTheirOwnRole() {
        Visitor admin = house.people.get(Role.ADMIN);
        put(house.owner(), "chiefs", "\"OWNER\"");

        assertThat(put(admin, "friends", "\"OWNER\"")).isEqualTo(403);
        assertThat(put(admin, "chiefs", "\"GUEST\"")).isEqualTo(403);
        assertThat(admin.send("DELETE", "/api/group-roles?group=chiefs", "").status())
                .isEqualTo(403);
        assertThat(house.owner()
                        .send("DELETE", "/api/group-roles?group=chiefs", "")
                        .status())
                .isEqualTo(204);
        assertThat(groups.highest("local", List.of("chiefs"))).isEmpty();
    }

    @Test
    void whatIsNoGroupAndNoRoleIsRefusedWithWords() {
        assertThat(put(house.owner(), "", "\"MEMBER\"")).isEqualTo(400);
        assertThat(put(house.owner(), "x", "null")).isEqualTo(400);
        assertThat(put(house.owner(), "x", "\"KING\"")).isEqualTo(400);
        assertThat(house.owner()
                        .send("DELETE", "/api/group-roles?group=nobody", "")
                        .status())
                .isEqualTo(404);
    }
}
