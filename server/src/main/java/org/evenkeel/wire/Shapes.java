package org.evenkeel.wire;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the {@link Shape} of the protocol's records by reflection, once; fails on a type that the protocol does not
 * have.
 */
final class Shapes {

    private Shapes() {}

    /** The shape of a sealed interface of messages, commands or changes. */
    static Shape.OneOf oneOf(Class<?> sealed) {
        List<Shape.Case> cases = new ArrayList<>();
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            cases.add(new Shape.Case(snake(permitted.getSimpleName()), fields(permitted)));
        }
        return new Shape.OneOf(sealed, sealed == ClientCommand.class ? "kind" : "t", List.copyOf(cases));
    }

    /** The shape of a record. */
    static Shape.Fields fields(Class<?> record) {
        List<Shape.Field> fields = new ArrayList<>();
        for (RecordComponent component : record.getRecordComponents()) {
            Type type = component.getGenericType();
            boolean optional = component.getType() == Optional.class;
            Length length = component.getAnnotation(Length.class);
            Shape shape = length == null ? of(optional ? argument(type) : type) : new Shape.Text(1, length.max());
            fields.add(new Shape.Field(component.getName(), shape, optional, meaning(component), component));
        }
        return new Shape.Fields(record, List.copyOf(fields));
    }

    /** The meaning written at a type or a component, or nothing. */
    static String meaning(AnnotatedElement element) {
        Meaning meaning = element.getAnnotation(Meaning.class);
        return meaning == null ? "" : meaning.value();
    }

    /** {@code AdmitAllExpected} becomes {@code admit_all_expected}. */
    static String snake(String name) {
        return name.replaceAll("(?<=.)(?=\\p{Upper})", "_").toLowerCase(Locale.ROOT);
    }

    private static Shape of(Type type) {
        if (type instanceof ParameterizedType listed && listed.getRawType() == List.class) {
            return new Shape.ListOf(of(argument(type)));
        }
        if (!(type instanceof Class<?> plain)) {
            throw new IllegalArgumentException("not a type of the protocol: " + type);
        }
        if (plain == String.class) {
            return new Shape.Text(0, Integer.MAX_VALUE);
        }
        if (plain == long.class || plain == Long.class || plain == int.class || plain == Integer.class) {
            return new Shape.Whole();
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return new Shape.Flag();
        }
        if (plain == CloseCode.class) {
            return new Shape.CloseNumber();
        }
        if (plain.isEnum()) {
            return new Shape.Word(asEnum(plain));
        }
        if (plain.isSealed()) {
            return oneOf(plain);
        }
        if (plain.isRecord()) {
            return fields(plain);
        }
        throw new IllegalArgumentException("not a type of the protocol: " + type);
    }

    @SuppressWarnings("unchecked") // isEnum was asked
    private static Class<? extends Enum<?>> asEnum(Class<?> type) {
        return (Class<? extends Enum<?>>) type;
    }

    private static Type argument(Type type) {
        return ((ParameterizedType) type).getActualTypeArguments()[0];
    }
}
