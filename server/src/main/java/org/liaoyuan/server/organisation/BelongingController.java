package org.liaoyuan.server.organisation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.organisation.Offers.Offer;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where one belongs: into which organisations one is asked, and leaving one. */
@RestController
@Tag(name = "account", description = "One's own name, password and sessions.")
@RequestMapping("/api/account")
class BelongingController {

    private final Offers offers;
    private final Organisations organisations;

    BelongingController(Offers offers, Organisations organisations) {
        this.offers = offers;
        this.organisations = organisations;
    }

    @Operation(operationId = "listOwnInvitations", summary = "Into which organisations one is asked")
    @GetMapping("/invitations")
    List<Offer> offers() {
        return offers.list(Identity.current());
    }

    @Operation(operationId = "acceptInvitation", summary = "Belongs to that organisation as well from now on")
    @PostMapping("/invitations/{id}/acceptance")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void accept(@PathVariable UUID id) {
        offers.accept(Identity.current(), id);
    }

    @Operation(operationId = "declineInvitation", summary = "Declines an invitation; the organisation is not told")
    @DeleteMapping("/invitations/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decline(@PathVariable UUID id) {
        offers.decline(Identity.current(), id);
    }

    @Operation(
            operationId = "leaveOrganisation",
            summary = "Leaves one of one's organisations; what one wrote there stays, for nobody else to read")
    @DeleteMapping("/memberships/{organisation}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(@PathVariable String organisation) {
        organisations.leave(Identity.current(), organisation);
    }
}
