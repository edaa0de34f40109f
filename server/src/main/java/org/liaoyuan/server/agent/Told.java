package org.liaoyuan.server.agent;

import java.util.Map;
import java.util.Optional;
import org.liaoyuan.server.agent.definition.Definition;
import org.liaoyuan.server.agent.definition.Node;
import org.liaoyuan.server.agent.definition.NodeFailure;
import tools.jackson.databind.JsonNode;

/** Says what a node gives without its being done, in runs that are told what comes from outside. */
interface Told {

    /** Nothing: each node is done. */
    Told NOTHING = (position, node, outputs, doing) -> Optional.empty();

    /**
     * What a node is said to give; empty where it is done as in any run.
     *
     * @param outputs of the nodes before, by id
     * @param doing knows what it would be given; is not to be done here
     * @throws NodeFailure if it is said to fail, or nothing is said where something has to be
     */
    Optional<NodeWork.Done> done(String position, Node node, Map<String, JsonNode> outputs, Steps.Doing doing);

    /** What a leg is told. */
    static Told of(Leg leg, Definition definition, Journal journal) {
        Integer place = leg.terms().evalCase();
        if (place != null) {
            return new Given(leg, definition.evals().cases().get(place), journal);
        }
        return leg.terms().replay() == null ? NOTHING : new Replaying(leg, journal);
    }
}
