package org.liaoyuan.server.organisation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.access.ShortText;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.account.Links;
import org.liaoyuan.server.account.People;
import org.liaoyuan.server.account.Session;
import org.liaoyuan.server.audit.Audit;
import org.liaoyuan.server.organisation.MemberController.OneTimeLink;
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

/** The organisations of an installation: none sees anything of another. */
@RestController
@Tag(name = "organisations", description = "The organisations of this installation.")
@RequestMapping("/api/organisations")
class OrganisationController {

    private final SystemDatabase database;
    private final Organisations organisations;
    private final Audit audit;

    OrganisationController(SystemDatabase database, Organisations organisations, Audit audit) {
        this.database = database;
        this.organisations = organisations;
        this.audit = audit;
    }

    /** A new organisation and who is to own it. */
    record NewOrganisation(@Nullable String name, MemberController.@Nullable NewMember owner) {}

    /** @param ownerLink by which its owner sets a password */
    record CreatedOrganisation(String id, String name, OneTimeLink ownerLink) {}

    @Operation(operationId = "listOrganisations", summary = "The organisations that one belongs to")
    @GetMapping
    List<Session.Organisation> list() {
        return database.ask(db -> People.memberships(db, Identity.current().person())).stream()
                .map(Session.Organisation::of)
                .toList();
    }

    @Operation(operationId = "listAllOrganisations", summary = "Every organisation of this installation")
    @GetMapping("/all")
    List<Organisations.OrganisationOverview> all() {
        return organisations.all();
    }

    /** Its name: the new one, or, to delete it, the one that it has. */
    record NameOfOrganisation(@Nullable String name) {}

    @Operation(operationId = "renameOrganisation", summary = "Gives an organisation another name")
    @PatchMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void rename(@PathVariable String id, @RequestBody NameOfOrganisation wanted) {
        organisations.rename(Identity.current(), id, wanted.name());
    }

    @Operation(
            operationId = "deleteOrganisation",
            summary =
                    "Deletes an organisation with all that is in it, and the people who belong nowhere else; its name is"
                            + " given once more")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id, @RequestBody NameOfOrganisation typed) {
        organisations.delete(Identity.current(), id, typed.name());
    }

    @Operation(
            operationId = "createOrganisation",
            summary = "Begins another organisation, with somebody new as its owner")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    CreatedOrganisation create(@RequestBody NewOrganisation wanted) {
        if (wanted.owner() == null) {
            throw new IllegalArgumentException("owner is missing; expected at least their name");
        }
        String name = Organisations.name(wanted.name());
        String owner = People.name(wanted.owner().name());
        String displayName = ShortText.of("displayName", wanted.owner().displayName());
        String email = People.email(wanted.owner().email());
        Identity who = Identity.current();
        return database.ask(db -> {
            String id = UUID.randomUUID().toString();
            db.sql("insert into organisation (id, name) values (?, ?)")
                    .params(id, name)
                    .update();
            var person = People.create(db, id, Role.OWNER, owner, displayName, email);
            audit.write(db, who, "organisation.create", id, "");
            audit.write(db, who, id, "member.add", person.id(), "role=owner");
            return new CreatedOrganisation(
                    id,
                    name,
                    new OneTimeLink(
                            person.id(),
                            Links.create(db, person.id()),
                            Instant.now().plus(Links.VALID)));
        });
    }
}
