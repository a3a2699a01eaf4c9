package org.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.evenkeel.edge.HttpCall;
import org.evenkeel.edge.HttpReply;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads bodies into records and writes records as answers. Strict: JSON only, no unknown field, no field twice, nothing
 * taken for another type, nothing missing unless it is an {@code Optional}. Any thread.
 */
final class Json {

    private static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,39}");

    private static final Set<Class<?>> MAY_BE_MISSING = Set.of(Optional.class, OptionalInt.class, OptionalLong.class);

    private final JsonMapper mapper;

    Json() {
        JsonFactory factory =
                JsonFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                        .build();
        mapper =
                JsonMapper.builder(factory)
                        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                        .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                        .withCoercionConfig(LogicalType.Textual, Json::refuseOthers)
                        .changeDefaultPropertyInclusion(
                                _ ->
                                        JsonInclude.Value.construct(
                                                JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
                        .build();
    }

    private static void refuseOthers(MutableCoercionConfig config) {
        for (CoercionInputShape shape :
                List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
            config.setCoercion(shape, CoercionAction.Fail);
        }
    }

    /**
     * The body as a record.
     *
     * @throws ApiProblem {@code bad_request} when it is no JSON, {@code bad_field} with the field that is wrong
     */
    <T extends Record> T read(HttpCall call, Class<T> type) {
        if (!call.header("Content-Type").map(Json::isJson).orElse(false)) {
            throw new ApiProblem(ApiCode.BAD_REQUEST);
        }
        try {
            JsonNode body = mapper.readTree(call.body());
            if (!body.isObject()) {
                throw new ApiProblem(ApiCode.BAD_REQUEST);
            }
            requireAll(type, body);
            return mapper.treeToValue(body, type);
        } catch (StreamReadException _) {
            throw new ApiProblem(ApiCode.BAD_REQUEST);
        } catch (JacksonException e) {
            throw problem(e);
        }
    }

    /** An answer with status 200. */
    HttpReply reply(Object value) {
        return reply(200, value);
    }

    /** An answer with another status. */
    HttpReply reply(int status, Object value) {
        return HttpReply.json(status, mapper.writeValueAsBytes(value));
    }

    private static boolean isJson(String contentType) {
        return contentType.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
    }

    /** Jackson takes what is missing for null, 0 or false: nothing of that gets further than here. */
    private static void requireAll(Class<?> type, JsonNode body) {
        for (RecordComponent component : type.getRecordComponents()) {
            JsonNode value = body.path(component.getName());
            if (value.isMissingNode() || value.isNull()) {
                if (!MAY_BE_MISSING.contains(component.getType())) {
                    throw ApiProblem.ofField(component.getName());
                }
            } else if (value.isArray()) {
                value.forEach(element -> requireElement(component, element));
            }
        }
    }

    private static void requireElement(RecordComponent list, JsonNode element) {
        if (element.isNull()) {
            throw ApiProblem.ofField(list.getName());
        }
        if (element.isObject() && elementType(list) instanceof Class<?> type && type.isRecord()) {
            try {
                requireAll(type, element);
            } catch (ApiProblem _) {
                throw ApiProblem.ofField(list.getName());
            }
        }
    }

    private static Type elementType(RecordComponent list) {
        return list.getGenericType() instanceof ParameterizedType generic
                ? generic.getActualTypeArguments()[0]
                : list.getType();
    }

    /** The outermost field of the path: lists of things are one field of the form that was filled in. */
    private static ApiProblem problem(JacksonException e) {
        return e.getPath().stream()
                .map(JacksonException.Reference::getPropertyName)
                .filter(name -> name != null && FIELD.matcher(name).matches())
                .findFirst()
                .map(ApiProblem::ofField)
                .orElseGet(() -> new ApiProblem(ApiCode.BAD_REQUEST));
    }
}
