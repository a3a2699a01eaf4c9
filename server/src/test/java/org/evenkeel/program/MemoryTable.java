package org.evenkeel.program;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Versioned values in memory, with at most one unique field besides the key. */
final class MemoryTable<V> {

    private final Map<String, V> values = new LinkedHashMap<>();
    private final Function<V, String> key;
    private final ToLongFunction<V> version;
    private final BiFunction<V, Long, V> at;
    private final Function<V, Optional<String>> unique;
    private final String uniqueField;

    MemoryTable(
            Function<V, String> key,
            ToLongFunction<V> version,
            BiFunction<V, Long, V> at,
            Function<V, Optional<String>> unique,
            String uniqueField) {
        this.key = key;
        this.version = version;
        this.at = at;
        this.unique = unique;
        this.uniqueField = uniqueField;
    }

    synchronized Optional<V> find(String id) {
        return Optional.ofNullable(values.get(id));
    }

    synchronized List<V> all() {
        return List.copyOf(values.values());
    }

    synchronized V save(V value) {
        V before = values.get(key.apply(value));
        long expected = before == null ? 0 : version.applyAsLong(before);
        if (version.applyAsLong(value) != expected) {
            throw new ProgramProblem(ProgramProblem.Code.CONFLICT, "version");
        }
        Optional<String> name = unique.apply(value);
        boolean taken =
                name.isPresent()
                        && values.values().stream()
                                .filter(other -> !key.apply(other).equals(key.apply(value)))
                                .anyMatch(other -> unique.apply(other).equals(name));
        if (taken) {
            throw new ProgramProblem(ProgramProblem.Code.TAKEN, uniqueField);
        }
        V kept = at.apply(value, expected + 1);
        values.put(key.apply(value), kept);
        return kept;
    }

    synchronized List<V> saveAll(List<V> all) {
        Map<String, V> before = new LinkedHashMap<>(values);
        try {
            List<V> kept = new ArrayList<>();
            all.forEach(value -> kept.add(save(value)));
            return kept;
        } catch (ProgramProblem e) {
            values.clear();
            values.putAll(before);
            throw e;
        }
    }
}
