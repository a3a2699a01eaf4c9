package org.evenkeel.identity;

import org.evenkeel.program.RandomBytes;
import org.evenkeel.room.PersonId;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Codes on paper for the day on which the phone is gone: ten, each good once. 80 random bits each, so that a plain hash
 * of one tells nothing; letters that look like digits are taken for them.
 */
final class RecoveryCodes {

    static final int COUNT = 10;

    private static final int SYMBOLS = 16;
    private static final int GROUP = 4;
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private RecoveryCodes() {}

    /** New ones, as they are shown: {@code 7k3d-0mvq-…}. */
    static List<String> fresh(RandomBytes random) {
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            codes.add(shown(random.next(SYMBOLS)));
        }
        return List.copyOf(codes);
    }

    /** What is kept of them. */
    static Set<String> hashes(PersonId person, List<String> codes) {
        return codes.stream()
                .map(code -> hash(person, typed(code).orElseThrow()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Bound to the person: two people never share a hash. */
    static String hash(PersonId person, String code) {
        return Secret.hash("recovery:" + person.value() + ":" + code);
    }

    /** What somebody typed as a code, in one spelling; empty when it is no such code. */
    static Optional<String> typed(String text) {
        String plain =
                text.toLowerCase(Locale.ROOT)
                        .replaceAll("[\\s-]", "")
                        .replace('o', '0')
                        .replace('i', '1')
                        .replace('l', '1');
        boolean possible = plain.length() == SYMBOLS && plain.chars().allMatch(symbol -> ALPHABET.indexOf(symbol) >= 0);
        return possible ? Optional.of(plain) : Optional.empty();
    }

    /** Five bits of each byte make a symbol. */
    private static String shown(byte[] random) {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < SYMBOLS; i++) {
            code.append(i > 0 && i % GROUP == 0 ? "-" : "").append(ALPHABET.charAt(random[i] & 0x1f));
        }
        return code.toString();
    }
}
