package org.liaoyuan.server.contract;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.servers.Server;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** What springdoc cannot see in the code: the errors of every route under {@code /api}, and what a request may leave out. */
@TestConfiguration(proxyBeanMethods = false)
public class ContractWriter {

    /** Where a server of the tests writes its contract; the program itself only serves the committed one. */
    public static final List<String> SETTINGS = List.of(
            "--springdoc.api-docs.path=/test/contract",
            "--springdoc.cache.disabled=true",
            "--springdoc.paths-to-match=/api/**,/v1/**",
            "--springdoc.override-with-generic-response=false",
            "--springdoc.default-produces-media-type=application/json");

    private static final String SCHEMAS = "#/components/schemas/";

    @Bean
    RecordNulls recordNulls() {
        return new RecordNulls();
    }

    @Bean
    GlobalOpenApiCustomizer wholeContract() {
        return contract -> {
            contract.info(new Info()
                    .title("Liaoyuan")
                    .description("The page's own API under /api and the OpenAI-compatible one under /v1.")
                    .version("1")
                    .license(new License().name("Apache-2.0").identifier("Apache-2.0")));
            contract.setServers(List.of(new Server().url("/")));
            contract.getComponents().addSchemas("Problem", problem());
            // what is handed through as it is; springdoc would describe the class that holds it
            contract.getComponents()
                    .addSchemas(
                            "JsonNode",
                            typed("object").description("JSON as it was given").additionalProperties(true));
            contract.getComponents()
                    .addSchemas("AnyJson", new Schema<>().description("a text, a number, a list: whatever JSON has"));
            contract.getPaths().forEach((path, item) -> {
                if (path.startsWith("/api/")) {
                    addProblem(item);
                }
            });
            optionalInRequests(contract);
            Examples.into(contract);
        };
    }

    /** RFC 9457, as Spring writes it. */
    private static Schema<?> problem() {
        Schema<?> problem = typed("object").description("RFC 9457 problem details: what, which value, what to do");
        List.of("type", "title", "detail", "instance").forEach(name -> problem.addProperty(name, typed("string")));
        problem.addProperty("status", typed("integer").format("int32"));
        return problem.required(List.of("title", "status", "detail"));
    }

    private static Schema<?> typed(String type) {
        Schema<?> schema = new Schema<>();
        schema.setTypes(Set.of(type));
        return schema;
    }

    private static void addProblem(PathItem item) {
        Content content = new Content()
                .addMediaType(
                        "application/problem+json", new MediaType().schema(new Schema<>().$ref(SCHEMAS + "Problem")));
        for (Operation operation : item.readOperations()) {
            operation
                    .getResponses()
                    .addApiResponse(
                            "default", new ApiResponse().description("why not").content(content));
        }
    }

    /** In an answer a nullable field is there and null; in a request it may as well be left out. */
    private static void optionalInRequests(OpenAPI contract) {
        Set<String> seen = new HashSet<>();
        contract.getPaths().values().stream()
                .flatMap(item -> item.readOperations().stream())
                .filter(operation -> operation.getRequestBody() != null)
                .flatMap(operation -> operation.getRequestBody().getContent().values().stream())
                .forEach(media -> relax(media.getSchema(), contract, seen));
    }

    private static void relax(Schema<?> schema, OpenAPI contract, Set<String> seen) {
        if (schema == null) {
            return;
        }
        if (schema.get$ref() != null) {
            String name = schema.get$ref().substring(SCHEMAS.length());
            if (seen.add(name)) {
                relax(contract.getComponents().getSchemas().get(name), contract, seen);
            }
            return;
        }
        relax(schema.getItems(), contract, seen);
        if (schema.getOneOf() != null) {
            schema.getOneOf().forEach(each -> relax(each, contract, seen));
        }
        if (schema.getAnyOf() != null) {
            schema.getAnyOf().forEach(each -> relax(each, contract, seen));
        }
        if (schema.getProperties() != null) {
            List<String> required = schema.getRequired() == null
                    ? List.of()
                    : schema.getRequired().stream()
                            .filter(name -> !RecordNulls.mayBeNull(
                                    schema.getProperties().get(name)))
                            .toList();
            schema.setRequired(required.isEmpty() ? null : required);
            schema.getProperties().values().forEach(each -> relax(each, contract, seen));
        }
    }
}
