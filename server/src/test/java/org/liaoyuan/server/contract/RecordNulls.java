package org.liaoyuan.server.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says of every record what its components say by JSpecify: a component is required and never null, unless it is
 * {@link Nullable} or {@link Optional}. Such a one may be null, or, where {@link JsonInclude} leaves nulls out, missing. One that
 * must be given though the code checks that itself is said by {@code requiredMode}.
 */
final class RecordNulls implements ModelConverter {

    private final Map<String, Class<?>> byName = new HashMap<>();

    @Override
    public Schema<?> resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Schema<?> resolved = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        Class<?> record = Json.mapper().constructType(type.getType()).getRawClass();
        if (resolved != null && record.isRecord()) {
            Schema<?> named = resolved.get$ref() == null
                    ? resolved
                    : context.getDefinedModels().get(nameIn(resolved));
            if (named != null && named.getProperties() != null) {
                describe(record, named);
            }
        }
        return resolved;
    }

    private static String nameIn(Schema<?> reference) {
        return reference.get$ref().substring(reference.get$ref().lastIndexOf('/') + 1);
    }

    private void describe(Class<?> record, Schema<?> schema) {
        Class<?> other = byName.putIfAbsent(schema.getName(), record);
        if (other != null && other != record) {
            throw new IllegalStateException("both " + other + " and " + record + " are called " + schema.getName()
                    + " in the contract; give one another name by @Schema(name = …)");
        }
        List<String> required = new ArrayList<>();
        for (RecordComponent component : record.getRecordComponents()) {
            String name = nameOf(component);
            if (mayBeMissing(record, component)) {
                continue;
            }
            required.add(name);
            if (mayBeNull(component)) {
                schema.getProperties().computeIfPresent(name, (n, property) -> orNull(property));
            }
        }
        schema.setRequired(required);
    }

    private static String nameOf(RecordComponent component) {
        JsonProperty name = component.getAccessor().getAnnotation(JsonProperty.class);
        return name == null ? component.getName() : name.value();
    }

    private static boolean mayBeNull(RecordComponent component) {
        var said = component.getAccessor().getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        boolean needed = said != null && said.requiredMode() == RequiredMode.REQUIRED;
        return !needed
                && (component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                        || component.getType() == Optional.class);
    }

    private static boolean mayBeMissing(Class<?> record, RecordComponent component) {
        JsonInclude own = component.getAccessor().getAnnotation(JsonInclude.class);
        JsonInclude all = record.getAnnotation(JsonInclude.class);
        JsonInclude include = own == null ? all : own;
        if (include == null) {
            return false;
        }
        return include.value() == JsonInclude.Include.NON_EMPTY
                || include.value() == JsonInclude.Include.NON_NULL && mayBeNull(component);
    }

    /** JSON Schema 2020-12 has no "nullable": null is one more type. */
    private static Schema<?> orNull(Schema<?> property) {
        if (property.get$ref() != null) {
            return new Schema<>().anyOf(List.of(new Schema<>().$ref(property.get$ref()), typed("null")));
        }
        if (property.getOneOf() != null) {
            if (property.getOneOf().stream().noneMatch(RecordNulls::isNull)) {
                property.addOneOfItem(typed("null"));
            }
            return property;
        }
        if (property.getAnyOf() == null && property.getTypes() != null) {
            Set<String> types = new LinkedHashSet<>(property.getTypes());
            types.add("null");
            property.setTypes(types);
            if (property.getEnum() != null && !property.getEnum().contains(null)) {
                addNull(property);
            }
        }
        return property;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void addNull(Schema choice) {
        List<Object> values = new ArrayList<>(choice.getEnum());
        values.add(null);
        choice.setEnum(values);
    }

    static boolean mayBeNull(Schema<?> schema) {
        return isNull(schema)
                || schema.getAnyOf() != null && schema.getAnyOf().stream().anyMatch(RecordNulls::isNull)
                || schema.getOneOf() != null && schema.getOneOf().stream().anyMatch(RecordNulls::isNull);
    }

    private static boolean isNull(Schema<?> schema) {
        return schema.getTypes() != null && schema.getTypes().contains("null");
    }

    private static Schema<?> typed(String type) {
        Schema<?> schema = new Schema<>();
        schema.setTypes(Set.of(type));
        return schema;
    }
}
