package org.evenkeel.wire;

import tools.jackson.databind.JsonNode;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes records from a JSON tree, strictly: an unknown field, name or word, a missing field, a null and a value of
 * another type are refused. Immutable after construction; any thread.
 */
final class ShapeReader {

    private final Shape.OneOf root;
    private final Map<Class<?>, Constructor<?>> constructors = new HashMap<>();
    private final Map<Class<?>, Map<String, Object>> words = new HashMap<>();

    ShapeReader(Class<?> sealed) {
        root = Shapes.oneOf(sealed);
        prepare(root);
    }

    /**
     * @throws BadMessage when the tree is not a message of the sealed type this reader was made for
     */
    Object read(JsonNode tree) throws BadMessage {
        return oneOf(root, tree, "message");
    }

    private void prepare(Shape shape) {
        switch (shape) {
            case Shape.OneOf union -> union.cases().forEach(one -> prepare(one.fields()));
            case Shape.Fields fields -> {
                constructors.put(fields.type(), Records.constructor(fields.type()));
                fields.fields().forEach(field -> prepare(field.shape()));
            }
            case Shape.ListOf list -> prepare(list.item());
            case Shape.Word word -> {
                Map<String, Object> byName = new HashMap<>();
                for (Enum<?> constant : word.type().getEnumConstants()) {
                    byName.put(Words.wire(constant), constant);
                }
                words.put(word.type(), byName);
            }
            case Shape.Text _, Shape.Whole _, Shape.Flag _, Shape.CloseNumber _ -> {}
        }
    }

    private Object value(Shape shape, JsonNode node, String place) throws BadMessage {
        return switch (shape) {
            case Shape.Text text -> text(text, node, place);
            case Shape.Whole _ -> whole(node, place);
            case Shape.Flag _ -> {
                require(node.isBoolean(), place, "true or false is expected");
                yield node.booleanValue();
            }
            case Shape.Word word -> {
                require(node.isString(), place, "a word is expected");
                Object constant = words.get(word.type()).get(node.stringValue());
                require(constant != null, place, "unknown word");
                yield constant;
            }
            case Shape.CloseNumber _ -> closeCode(whole(node, place), place);
            case Shape.ListOf list -> list(list, node, place);
            case Shape.Fields fields -> object(fields, node, "", place);
            case Shape.OneOf union -> oneOf(union, node, place);
        };
    }

    private static String text(Shape.Text shape, JsonNode node, String place) throws BadMessage {
        require(node.isString(), place, "a text is expected");
        String text = node.stringValue();
        require(text.length() >= shape.min() && text.length() <= shape.max(), place, "wrong length");
        require(shape.min() == 0 ? isWellFormed(text) : isVisibleAscii(text), place, "not a well-formed text");
        return text;
    }

    /** Half a surrogate pair cannot be sent on as UTF-8, and NUL cannot be stored by every database. */
    private static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(point -> point == 0 || Character.getType(point) == Character.SURROGATE);
    }

    /** Ids and tokens are made by the server; nothing in them needs a space, a control character or an accent. */
    private static boolean isVisibleAscii(String text) {
        return text.chars().allMatch(each -> each > ' ' && each < 0x7f);
    }

    private static long whole(JsonNode node, String place) throws BadMessage {
        require(node.isIntegralNumber() && node.canConvertToLong(), place, "a whole number is expected");
        long number = node.longValue();
        require(number >= 0 && number <= Shape.LARGEST, place, "number out of range");
        return number;
    }

    private static CloseCode closeCode(long number, String place) throws BadMessage {
        for (CloseCode code : CloseCode.values()) {
            if (code.number() == number) {
                return code;
            }
        }
        throw bad(place, "unknown close code");
    }

    private List<Object> list(Shape.ListOf shape, JsonNode node, String place) throws BadMessage {
        require(node.isArray(), place, "a list is expected");
        List<Object> items = new ArrayList<>(node.size());
        for (JsonNode item : node.values()) {
            Object value = value(shape.item(), item, place);
            items.add(value);
        }
        return items;
    }

    private Object oneOf(Shape.OneOf union, JsonNode node, String place) throws BadMessage {
        require(node.isObject(), place, "an object is expected");
        JsonNode name = node.get(union.discriminator());
        require(name != null && name.isString(), place + "." + union.discriminator(), "missing");
        for (Shape.Case one : union.cases()) {
            if (one.name().equals(name.stringValue())) {
                return object(one.fields(), node, union.discriminator(), place + "." + one.name());
            }
        }
        throw bad(place + "." + union.discriminator(), "unknown name");
    }

    private Object object(Shape.Fields shape, JsonNode node, String discriminator, String place) throws BadMessage {
        require(node.isObject(), place, "an object is expected");
        List<Object> values = new ArrayList<>(shape.fields().size());
        int known = discriminator.isEmpty() ? 0 : 1;
        for (Shape.Field field : shape.fields()) {
            JsonNode child = node.get(field.name());
            require(child != null || field.optional(), place + "." + field.name(), "missing");
            known += child == null ? 0 : 1;
            values.add(field(field, child, place + "." + field.name()));
        }
        require(node.size() == known, place, "unknown field");
        try {
            return Records.make(constructors.get(shape.type()), values);
        } catch (IllegalArgumentException e) {
            throw bad(place, e.getMessage());
        }
    }

    private Object field(Shape.Field field, JsonNode child, String place) throws BadMessage {
        if (child == null) {
            return Optional.empty();
        }
        Object value = value(field.shape(), child, place);
        if (field.optional()) {
            return Optional.of(value);
        }
        return narrowed(field, value, place);
    }

    private static Object narrowed(Shape.Field field, Object value, String place) throws BadMessage {
        if (field.component().getType() == int.class) {
            long number = (Long) value;
            require(number <= Integer.MAX_VALUE, place, "number out of range");
            return (int) number;
        }
        return value;
    }

    private static void require(boolean holds, String place, String complaint) throws BadMessage {
        if (!holds) {
            throw bad(place, complaint);
        }
    }

    private static BadMessage bad(String place, String complaint) {
        return new BadMessage(ErrorCode.BAD_MESSAGE, place + ": " + complaint);
    }
}
