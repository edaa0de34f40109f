package org.liaoyuan.server.organisation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.organisation.Invitations.Invitation;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Whom the organisation asks in. */
@RestController
@Tag(name = "invitations", description = "People with an account are asked into another organisation.")
@RequestMapping("/api/invitations")
class InvitationController {

    private final Invitations invitations;

    InvitationController(Invitations invitations) {
        this.invitations = invitations;
    }

    /**
     * Somebody to ask in.
     *
     * @param name by which they sign in
     * @param role left out: a member
     */
    record WantedInvitation(@Nullable String name, @Nullable Role role) {}

    @Operation(operationId = "listInvitations", summary = "The organisation's invitations that have not ended")
    @GetMapping
    List<Invitation> list() {
        return invitations.list(Identity.current());
    }

    @Operation(
            operationId = "invite",
            summary = "Asks somebody with an account in; the answer is the same whether or not the name is anybody's")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Invitation invite(@RequestBody WantedInvitation wanted) {
        return invitations.invite(
                Identity.current(), wanted.name(), wanted.role() == null ? Role.MEMBER : wanted.role());
    }

    @Operation(operationId = "withdrawInvitation", summary = "Takes an invitation back")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable UUID id) {
        invitations.withdraw(Identity.current(), id);
    }
}
