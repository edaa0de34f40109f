package org.liaoyuan.server.organisation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.Role;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who belongs to the organisation. */
@RestController
@Tag(name = "members", description = "Who belongs to the organisation, and as what.")
@RequestMapping("/api/members")
class MemberController {

    private final Members members;
    private final Removals removals;

    MemberController(Members members, Removals removals) {
        this.members = members;
        this.removals = removals;
    }

    /**
     * One of the organisation.
     *
     * @param displayName may be empty
     * @param passwordSet false until the one-time link was used
     * @param secondFactor whether they have a passkey or an authenticator app
     * @param fromDirectory whether the organisation's directory keeps them
     */
    record Member(
            String id,
            String name,
            String displayName,
            @Nullable String email,
            Role role,
            boolean passwordSet,
            boolean secondFactor,
            boolean fromDirectory,
            Instant since) {}

    /** Somebody new. */
    record NewMember(
            @Nullable String name,
            @Nullable String displayName,
            @Nullable String email,
            @Nullable Role role) {}

    record RoleChange(@Nullable Role role) {}

    /**
     * By which somebody sets a password: to be handed over by a way that others don't read.
     *
     * @param token for {@code /welcome#TOKEN} on this server; shown this once
     */
    record OneTimeLink(String person, String token, Instant expiresAt) {}

    @Operation(operationId = "listMembers", summary = "Who belongs to the organisation")
    @GetMapping
    List<Member> list() {
        return members.list(Identity.current());
    }

    @Operation(
            operationId = "addMember",
            summary = "Adds somebody new; the answer holds the one-time link for their password")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    OneTimeLink add(@RequestBody NewMember wanted) {
        return members.add(Identity.current(), wanted);
    }

    @Operation(operationId = "changeMember", summary = "Gives somebody another role")
    @PatchMapping("/{person}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@PathVariable String person, @RequestBody RoleChange change) {
        if (change.role() == null) {
            throw new IllegalArgumentException("role is missing; expected OWNER, ADMIN, BUILDER, MEMBER or GUEST");
        }
        members.change(Identity.current(), person, change.role());
    }

    @Operation(operationId = "removeMember", summary = "Takes somebody out of the organisation; what they wrote stays")
    @DeleteMapping("/{person}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String person) {
        members.remove(Identity.current(), person);
    }

    @Operation(
            operationId = "deleteMember",
            summary =
                    "Deletes somebody's account with all that is theirs; who belongs to another organisation as well is"
                            + " only taken out of this one")
    @DeleteMapping("/{person}/account")
    Removals.Removed delete(@PathVariable String person) {
        return removals.delete(Identity.current(), person);
    }

    @Operation(operationId = "renewMemberLink", summary = "A new one-time link for somebody who forgot their password")
    @PostMapping("/{person}/link")
    OneTimeLink link(@PathVariable String person) {
        return members.link(Identity.current(), person);
    }

    @Operation(
            operationId = "removeMemberFactors",
            summary = "Removes all second factors of somebody who lost theirs, and signs them out; the password stays")
    @DeleteMapping("/{person}/factors")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeFactors(@PathVariable String person) {
        members.removeFactors(Identity.current(), person);
    }
}
