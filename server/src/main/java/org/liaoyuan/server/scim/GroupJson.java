package org.liaoyuan.server.scim;

import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Groups as SCIM writes them (RFC 7643, 4.2); their members are people, not groups. */
final class GroupJson {

    private static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Group";

    private GroupJson() {}

    static ObjectNode write(Group group) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.putArray("schemas").add(SCHEMA);
        node.put("id", group.id());
        if (group.externalId() != null) {
            node.put("externalId", group.externalId());
        }
        node.put("displayName", group.name());
        ArrayNode members = node.putArray("members");
        group.members()
                .forEach(person -> members.addObject()
                        .put("value", person)
                        .put("type", "User")
                        .put("$ref", Messages.location("Users/" + person)));
        node.putObject("meta")
                .put("resourceType", "Group")
                .put("created", group.createdAt().toString())
                .put("lastModified", group.changedAt().toString())
                .put("location", Messages.location("Groups/" + group.id()));
        return node;
    }

    static Group.Wanted read(ObjectNode group) {
        Set<String> members = new LinkedHashSet<>();
        for (JsonNode member : Attributes.get(group, "members")) {
            String value = Attributes.text(member, "value");
            if (value == null) {
                throw new ScimException(400, "invalidValue", "a member has no value");
            }
            members.add(value);
        }
        return new Group.Wanted(Attributes.text(group, "displayName"), Attributes.text(group, "externalId"), members);
    }
}
