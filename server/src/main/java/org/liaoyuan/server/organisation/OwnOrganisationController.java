package org.liaoyuan.server.organisation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.audit.Audit;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The organisation for which one acts: what it is called, and what it wants of its members. */
@RestController
@Tag(name = "organisations", description = "The organisations of this installation.")
@RequestMapping("/api/organisation")
class OwnOrganisationController {

    private final SystemDatabase database;
    private final Organisations organisations;
    private final Audit audit;

    OwnOrganisationController(SystemDatabase database, Organisations organisations, Audit audit) {
        this.database = database;
        this.organisations = organisations;
        this.audit = audit;
    }

    /** @param secondFactorNeeded whether members who sign in by a password alone may do nothing before they have a second factor */
    record Rules(boolean secondFactorNeeded) {}

    /** What is left out stays. */
    record RulesChange(@Nullable Boolean secondFactorNeeded) {}

    @Operation(operationId = "renameOwnOrganisation", summary = "Gives the organisation another name")
    @PatchMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void rename(@RequestBody OrganisationController.NameOfOrganisation wanted) {
        Identity who = Identity.current();
        organisations.rename(who, who.organisation(), wanted.name());
    }

    @Operation(operationId = "getOrganisationRules", summary = "What the organisation wants of its members")
    @GetMapping("/rules")
    Rules rules() {
        return new Rules(database.ask(db -> db.sql("select second_factor_needed from organisation where id = ?")
                .param(Identity.current().organisation())
                .query(Boolean.class)
                .single()));
    }

    @Operation(operationId = "changeOrganisationRules", summary = "Changes what the organisation wants of its members")
    @PutMapping("/rules")
    Rules change(@RequestBody RulesChange change) {
        Identity who = Identity.current();
        Boolean needed = change.secondFactorNeeded();
        if (needed != null) {
            database.run(db -> {
                if (needed && isPasswordAlone(who)) {
                    throw RefusedException.conflict("you signed in by your password alone and would lock yourself out:"
                            + " add a second factor of your own first");
                }
                db.sql("update organisation set second_factor_needed = ? where id = ?")
                        .params(needed, who.organisation())
                        .update();
                audit.write(db, who, "organisation.change", who.organisation(), "secondFactorNeeded=" + needed);
            });
        }
        return rules();
    }

    private boolean isPasswordAlone(Identity who) {
        return database.ask(db -> db.sql("select exists (select from session where id::text = ? and password_alone)")
                .param(who.credential())
                .query(Boolean.class)
                .single());
    }
}
