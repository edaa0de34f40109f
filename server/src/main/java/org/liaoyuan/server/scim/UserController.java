package org.liaoyuan.server.scim;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import org.liaoyuan.server.access.Identity;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** People. Outside of the OpenAPI contract: SCIM describes itself at {@code /Schemas}. */
@Hidden
@RestController
@RequestMapping("/scim/v2/Users")
class UserController {

    private final Users users;

    UserController(Users users) {
        this.users = users;
    }

    @GetMapping
    ResponseEntity<String> list(HttpServletRequest request) {
        return Messages.list(users.list(Identity.current(), Messages.asked(request)), UserJson::write, request);
    }

    @GetMapping("/{id}")
    ResponseEntity<String> get(@PathVariable String id, HttpServletRequest request) {
        return answer(200, users.find(Identity.current(), id), request);
    }

    @PostMapping
    ResponseEntity<String> create(HttpServletRequest request) {
        return answer(201, users.create(Identity.current(), UserJson.read(Messages.read(request))), request);
    }

    @PutMapping("/{id}")
    ResponseEntity<String> replace(@PathVariable String id, HttpServletRequest request) {
        User.Wanted wanted = UserJson.read(Messages.read(request));
        return answer(200, users.change(Identity.current(), id, before -> wanted), request);
    }

    @PatchMapping("/{id}")
    ResponseEntity<String> patch(@PathVariable String id, HttpServletRequest request) {
        ObjectNode operations = Messages.read(request);
        User changed = users.change(
                Identity.current(), id, before -> UserJson.read(Patch.apply(operations, UserJson.patchable(before))));
        return answer(200, changed, request);
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(@PathVariable String id) {
        users.delete(Identity.current(), id);
        return ResponseEntity.noContent().build();
    }

    private static ResponseEntity<String> answer(int status, User user, HttpServletRequest request) {
        return Messages.one(status, UserJson.write(user), request);
    }
}
