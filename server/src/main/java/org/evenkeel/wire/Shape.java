package org.evenkeel.wire;

import java.lang.reflect.RecordComponent;
import java.util.List;

/**
 * What a Java type looks like on the wire: the one description that the strict decoder, the TypeScript and the protocol
 * document are made from. {@link Shapes} reads it from the records.
 */
sealed interface Shape {

    /**
     * A string.
     *
     * @param min fewest characters
     * @param max most characters
     */
    record Text(int min, int max) implements Shape {}

    /** A whole number from 0 to {@link #LARGEST}. */
    record Whole() implements Shape {}

    /** {@code true} or {@code false}. */
    record Flag() implements Shape {}

    /** One of an enum's words, in lower case. */
    record Word(Class<? extends Enum<?>> type) implements Shape {}

    /** A {@link CloseCode} by its number. */
    record CloseNumber() implements Shape {}

    /** A list of one shape. */
    record ListOf(Shape item) implements Shape {}

    /**
     * An object.
     *
     * @param type the record
     * @param fields in the record's order
     */
    record Fields(Class<?> type, List<Field> fields) implements Shape {}

    /**
     * An object whose name stands in one of its fields.
     *
     * @param type the sealed interface
     * @param discriminator the field that holds the name
     * @param cases in the source's order
     */
    record OneOf(Class<?> type, String discriminator, List<Case> cases) implements Shape {}

    /** One field of an object; {@code meaning} is empty where the name says it all. */
    record Field(String name, Shape shape, boolean optional, String meaning, RecordComponent component) {}

    /** One of several objects. */
    record Case(String name, Fields fields) {}

    /** The greatest whole number that JavaScript holds exactly: 2^53 - 1. */
    long LARGEST = (1L << 53) - 1;
}
