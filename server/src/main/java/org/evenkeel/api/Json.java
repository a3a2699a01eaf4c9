package org.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.evenkeel.edge.HttpCall;
import org.evenkeel.edge.HttpReply;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads bodies into records and writes records as answers. Strict: JSON only, no unknown field, no field twice, nothing
 * taken for another type, nothing missing unless it is an {@code Optional}. Any thread.
 */
final class Json {

    private static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,39}");

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
            T body = mapper.readValue(call.body(), type);
            if (body == null) {
                throw new ApiProblem(ApiCode.BAD_REQUEST);
            }
            requireAll(body);
            return body;
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

    /** Jackson leaves what is missing null: nothing of that gets further than here. */
    private static void requireAll(Record body) {
        for (RecordComponent component : body.getClass().getRecordComponents()) {
            Object value = valueOf(component, body);
            if (value == null) {
                throw ApiProblem.ofField(component.getName());
            }
            if (value instanceof Record inner) {
                requireAll(inner);
            }
            if (value instanceof List<?> list) {
                list.forEach(element -> requireElement(component.getName(), element));
            }
        }
    }

    private static void requireElement(String field, Object element) {
        if (element == null) {
            throw ApiProblem.ofField(field);
        }
        if (element instanceof Record inner) {
            try {
                requireAll(inner);
            } catch (ApiProblem _) {
                throw ApiProblem.ofField(field);
            }
        }
    }

    private static Object valueOf(RecordComponent component, Record of) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record's accessor does not answer", e);
        }
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
