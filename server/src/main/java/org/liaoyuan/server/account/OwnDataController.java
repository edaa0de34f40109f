package org.liaoyuan.server.account;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.AccessSettings;
import org.liaoyuan.server.access.Client;
import org.liaoyuan.server.access.Identity;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is kept of oneself: taken along, or gone. */
@RestController
@Tag(name = "account", description = "One's own name, password and sessions.")
@RequestMapping("/api/account")
class OwnDataController {

    private final SignIn signIn;
    private final Throttle throttle;
    private final AccessSettings settings;
    private final PersonalArchive archive;
    private final Departure departure;

    OwnDataController(
            SignIn signIn, Throttle throttle, AccessSettings settings, PersonalArchive archive, Departure departure) {
        this.signIn = signIn;
        this.throttle = throttle;
        this.settings = settings;
        this.archive = archive;
        this.departure = departure;
    }

    @Operation(
            operationId = "exportAccount",
            summary = "Everything that is kept of oneself, as a ZIP archive of JSON, Markdown and CSV")
    @GetMapping(path = "/export", produces = "application/zip")
    void export(HttpServletResponse response) throws IOException {
        String name = "liaoyuan-" + LocalDate.now(ZoneOffset.UTC) + ".zip";
        response.setContentType("application/zip");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        archive.write(Identity.current().person(), response.getOutputStream());
    }

    /** The password once more: whoever got hold of a session only must not be able to do this. */
    record Farewell(@Nullable String password) {}

    @Operation(
            operationId = "deleteAccount",
            summary = "Deletes one's account with all that is in it; there is no way back")
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@RequestBody Farewell farewell, HttpServletRequest request) {
        Identity who = Identity.current();
        if (farewell.password() == null) {
            throw new IllegalArgumentException("the deletion of an account needs its password");
        }
        String address = Client.of(request, settings).address();
        var person = signIn.confirm(who, farewell.password(), address, "the password is wrong");
        throttle.succeeded(person.name(), address);
        departure.of(who);
    }
}
