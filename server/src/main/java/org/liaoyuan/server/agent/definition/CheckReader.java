package org.liaoyuan.server.agent.definition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.agent.definition.Definition.Problem;
import org.liaoyuan.server.agent.definition.Definition.Wrong;
import org.liaoyuan.server.model.ModelService;
import tools.jackson.databind.JsonNode;

/** Reads nodes that verify. A rule that would always hold is a mistake: what it says of a text is nothing. */
final class CheckReader {

    static final int MOST_RULES = 20;

    private static final int MOST_VALUE = 2_000;
    private static final int MOST_WHY = 200;

    private CheckReader() {}

    static Node.Check check(String id, Fields fields, Policies policies, List<Problem> problems) {
        String text = NodeReader.text(fields, "text");
        List<Node.Rule> rules = rules(id, fields, problems);
        boolean isJudged = fields.has("judge");
        Node.Judge judge = judge(id, fields, policies, problems);
        if (rules.isEmpty() && !isJudged) {
            fields.problem("rules", Wrong.MISSING, "there are no rules and no judge; expected at least one of them");
        }
        return new Node.Check(
                id,
                text,
                rules,
                judge,
                NodeReader.next(fields, "passed"),
                NodeReader.next(fields, "refused"),
                NodeReader.failed(fields));
    }

    private static List<Node.Rule> rules(String id, Fields fields, List<Problem> problems) {
        JsonNode list = fields.array("rules");
        if (list.size() > MOST_RULES) {
            fields.problem("rules", Wrong.RANGE, "there are " + list.size() + "; expected " + MOST_RULES + " at most");
        }
        List<Node.Rule> rules = new ArrayList<>();
        for (int i = 0; i < Math.min(list.size(), MOST_RULES); i++) {
            if (!list.get(i).isObject()) {
                fields.problem("rules/" + i, Wrong.TYPE, "it is " + Fields.kind(list.get(i)) + "; expected an object");
                continue;
            }
            Fields one = new Fields(list.get(i), id, "rules/" + i + "/", problems);
            rules.add(rule(one));
            one.end();
        }
        return rules;
    }

    private static Node.Rule rule(Fields fields) {
        if (!fields.has("is")) {
            fields.problem(
                    "is",
                    Wrong.MISSING,
                    "expected one of "
                            + Definition.names(Node.Comparison.values()).toLowerCase(java.util.Locale.ROOT));
        }
        Node.Comparison is = fields.oneOf("is", Node.Comparison.values(), Node.Comparison.EMPTY);
        String than = fields.optional("than", MOST_VALUE);
        if (is.takesNumber() && !Comparing.isNumber(than)) {
            fields.problem("than", Wrong.RANGE, "it is '" + than + "'; expected a number");
        } else if (is.compares() && than.isBlank()) {
            fields.problem("than", Wrong.MISSING, "expected what it is compared with");
        } else if (!is.compares() && !than.isEmpty()) {
            fields.problem("than", Wrong.RANGE, "it is compared with nothing; leave it out");
        }
        return new Node.Rule(
                fields.optional("value", MOST_VALUE), is, than, fields.flag("not"), fields.optional("why", MOST_WHY));
    }

    private static Node.@Nullable Judge judge(String id, Fields fields, Policies policies, List<Problem> problems) {
        if (!fields.has("judge")) {
            fields.optionalAny("judge");
            return null;
        }
        JsonNode json = fields.object("judge");
        Fields one = new Fields(json, id, "judge/", problems);
        String model = one.optional("model", 200);
        String system = one.optional("system", Definition.MOST_TEXT);
        if (!References.in(system).isEmpty()) {
            one.problem(
                    "system",
                    Wrong.REFERENCE,
                    "a judge is told by the definition alone; put what it holds the text against into by");
        }
        Node.Judge judge = new Node.Judge(
                one.text("question", MOST_VALUE),
                one.optional("by", Definition.MOST_TEXT),
                model.isEmpty() ? ModelService.DEFAULT : model,
                system,
                policies.inHouse());
        one.end();
        return judge;
    }
}
