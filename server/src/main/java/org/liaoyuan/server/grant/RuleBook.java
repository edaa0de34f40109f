package org.liaoyuan.server.grant;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.Resource;
import org.liaoyuan.server.access.Rule;

/** An organisation's rules as they were at one moment, the groups in them being the people who belonged to them. Immutable. */
record RuleBook(Map<Resource, Rule> rules) {

    RuleBook {
        rules = Map.copyOf(rules);
    }

    boolean may(Identity who, Resource asked, List<Resource> partOf) {
        return who.may(
                asked,
                Stream.concat(Stream.of(asked), partOf.stream())
                        .<Rule>mapMulti((resource, found) -> {
                            Rule rule = rules.get(resource);
                            if (rule != null) {
                                found.accept(rule);
                            }
                        })
                        .toList());
    }

    boolean has(Resource.Kind kind) {
        return rules.keySet().stream().anyMatch(resource -> resource.kind() == kind);
    }
}
