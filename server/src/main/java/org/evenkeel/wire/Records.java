package org.evenkeel.wire;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/** Makes and reads records by their {@link Shape}. Not for the fan-out path. */
final class Records {

    private Records() {}

    /** The value of one field. */
    static Object read(Shape.Field field, Object record) {
        try {
            return field.component().getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record of the protocol cannot be read", e);
        }
    }

    /** The constructor that takes the fields in their order. */
    static Constructor<?> constructor(Class<?> type) {
        Class<?>[] parameters =
                Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(parameters);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a record has its canonical constructor", e);
        }
    }

    /**
     * A new record.
     *
     * @throws IllegalArgumentException when the record refuses the values
     */
    static Object make(Constructor<?> constructor, List<Object> values) {
        try {
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IllegalStateException("a record of the protocol cannot be made", e);
        } catch (InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException("a record of the protocol cannot be made", e);
        }
    }
}
