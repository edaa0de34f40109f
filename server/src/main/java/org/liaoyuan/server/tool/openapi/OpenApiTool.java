package org.liaoyuan.server.tool.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.store.Tenant;
import org.liaoyuan.server.tool.Starter;
import org.liaoyuan.server.tool.Tool;
import org.liaoyuan.server.tool.ToolCall;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolFailure.Reason;
import org.liaoyuan.server.tool.ToolField;
import org.liaoyuan.server.tool.ToolResult;
import org.liaoyuan.server.tool.ToolValues;
import org.liaoyuan.server.tool.http.HttpTool;
import org.liaoyuan.server.tool.http.Outgoing;
import org.liaoyuan.server.tool.http.Sender;
import org.liaoyuan.server.tool.http.Taking;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls an operation of an API of the organisation. How its request goes out, and what happens when it is done twice, is as with the tool
 * {@code http}; what it is made of is what the API's document says.
 */
@Component
class OpenApiTool implements Tool {

    private static final String API = "api";
    private static final String OPERATION = "operation";
    private static final String ARGUMENTS = "arguments";
    private static final String BODY = "body";
    private static final String KEYED = "keyed";

    private static final int REDIRECTS = 3;
    private static final int SHOWN = 20;
    private static final JsonMapper JSON = new JsonMapper();

    private final ApiStore apis;
    private final OperationStore operations;
    private final Sender sender;
    private final Starter starter;

    OpenApiTool(ApiStore apis, OperationStore operations, Sender sender, Starter starter) {
        this.apis = apis;
        this.operations = operations;
        this.sender = sender;
        this.starter = starter;
    }

    @Override
    public String kind() {
        return "openapi";
    }

    @Override
    public String summary() {
        return "Calls an operation of an API of the organisation; gives status, headers, body (where it is JSON) and text";
    }

    @Override
    public List<ToolField> fields() {
        return Stream.concat(
                        Stream.of(
                                ToolField.text(API, 100),
                                ToolField.text(OPERATION, Operation.LONGEST_NAME),
                                ToolField.json(ARGUMENTS, 50_000),
                                ToolField.json(BODY, 100_000)),
                        Stream.concat(Taking.fields().stream(), Stream.of(ToolField.flag(KEYED))))
                .toList();
    }

    /** An operation that nobody knows is one that can't be taken back. */
    @Override
    public Effect effect(ToolValues values) {
        return operations
                .method(Tenant.current().organisation(), values.text(API), values.text(OPERATION))
                .map(method -> HttpTool.effect(method, values.flag(KEYED)))
                .orElse(Effect.ONCE);
    }

    @Override
    public List<Problem> check(ToolValues values) {
        List<Problem> problems = new ArrayList<>(Taking.check(values));
        String organisation = Tenant.current().organisation();
        Optional<Api> api = apis.find(organisation, values.text(API));
        if (api.isEmpty()) {
            problems.add(new Problem(
                    API,
                    "there is no API '" + values.text(API) + "'; there "
                            + shown(apis.names(organisation), "are", "is none: an administrator adds it")));
            return problems;
        }
        Optional<Operation> operation = operations.find(api.get().id(), values.text(OPERATION));
        if (operation.isEmpty()) {
            List<String> names = operations.list(api.get().id()).stream()
                    .map(Operation::name)
                    .toList();
            problems.add(new Problem(
                    OPERATION,
                    "the API has no operation '" + Texts.cut(values.text(OPERATION), 100) + "'; it has "
                            + shown(names, "", "none")));
            return problems;
        }
        problems.addAll(
                new Draft(operation.get(), api.get().schemas()).problems(json(values, ARGUMENTS), json(values, BODY)));
        if (values.flag(KEYED) && HttpTool.effect(operation.get().method(), false) == Effect.READS) {
            problems.add(new Problem(KEYED, "an operation that only reads needs no key"));
        }
        return problems;
    }

    private static String shown(List<String> names, String before, String none) {
        return names.isEmpty()
                ? none
                : (before + " " + String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))).strip()
                        + (names.size() > SHOWN ? ", …" : "");
    }

    private static @Nullable JsonNode json(ToolValues values, String field) {
        String text = values.text(field);
        return text.isEmpty() ? null : JSON.readTree(text);
    }

    @Override
    public ToolResult use(ToolCall call) throws InterruptedException {
        Identity who = starter.who();
        ToolValues values = call.values();
        Api api = apis.open(who, values.text(API));
        Operation operation = operations
                .find(api.id(), values.text(OPERATION))
                .orElseThrow(() -> new ToolFailure(
                        Reason.VALUE, "API '" + api.name() + "' has no such operation; look at the node's draft"));
        Outgoing request = new Calling(operation, api.schemas())
                .request(api.address(), json(values, ARGUMENTS), json(values, BODY));
        Outgoing keyed = values.flag(KEYED) ? request.with(Map.of("Idempotency-Key", call.key())) : request;
        return sender.send(
                call.limit(),
                HttpTool.effect(operation.method(), values.flag(KEYED)),
                Taking.of(values, REDIRECTS),
                () -> sender.secret(keyed, api.headers()));
    }
}
