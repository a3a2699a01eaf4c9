package org.evenkeel.api;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Fixed choices as they stand in JSON: lower case, words joined by underscores. */
final class Words {

    private Words() {}

    static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static List<String> of(Collection<? extends Enum<?>> values) {
        return values.stream().sorted().map(each -> of((Enum<?>) each)).toList();
    }

    /**
     * The choice of a word.
     *
     * @throws ApiProblem {@code bad_field} when there is no such choice
     */
    static <E extends Enum<E>> E read(Class<E> type, String field, String word) {
        return find(type, word).orElseThrow(() -> ApiProblem.ofField(field));
    }

    /**
     * The choices of several words.
     *
     * @throws ApiProblem {@code bad_field} when one of them is no choice
     */
    static <E extends Enum<E>> Set<E> readAll(Class<E> type, String field, Collection<String> words) {
        EnumSet<E> choices = EnumSet.noneOf(type);
        words.forEach(word -> choices.add(read(type, field, word)));
        return choices;
    }

    private static <E extends Enum<E>> Optional<E> find(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants()).filter(each -> of(each).equals(word)).findFirst();
    }
}
