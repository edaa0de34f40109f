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

/** Groups. Outside of the OpenAPI contract: SCIM describes itself at {@code /Schemas}. */
@Hidden
@RestController
@RequestMapping("/scim/v2/Groups")
class GroupController {

    private final Groups groups;

    GroupController(Groups groups) {
        this.groups = groups;
    }

    @GetMapping
    ResponseEntity<String> list(HttpServletRequest request) {
        return Messages.list(groups.list(Identity.current(), Messages.asked(request)), GroupJson::write, request);
    }

    @GetMapping("/{id}")
    ResponseEntity<String> get(@PathVariable String id, HttpServletRequest request) {
        return answer(200, groups.find(Identity.current(), id), request);
    }

    @PostMapping
    ResponseEntity<String> create(HttpServletRequest request) {
        return answer(201, groups.create(Identity.current(), GroupJson.read(Messages.read(request))), request);
    }

    @PutMapping("/{id}")
    ResponseEntity<String> replace(@PathVariable String id, HttpServletRequest request) {
        Group.Wanted wanted = GroupJson.read(Messages.read(request));
        return answer(200, groups.change(Identity.current(), id, before -> wanted), request);
    }

    @PatchMapping("/{id}")
    ResponseEntity<String> patch(@PathVariable String id, HttpServletRequest request) {
        ObjectNode operations = Messages.read(request);
        Group changed = groups.change(
                Identity.current(), id, before -> GroupJson.read(Patch.apply(operations, GroupJson.write(before))));
        return answer(200, changed, request);
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(@PathVariable String id) {
        groups.delete(Identity.current(), id);
        return ResponseEntity.noContent().build();
    }

    private static ResponseEntity<String> answer(int status, Group group, HttpServletRequest request) {
        return Messages.one(status, GroupJson.write(group), request);
    }
}
