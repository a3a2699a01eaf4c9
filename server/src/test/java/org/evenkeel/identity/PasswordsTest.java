package org.evenkeel.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.evenkeel.program.ProgramProblem;
import org.evenkeel.program.Samples;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;

/** Passwords are hashed with Argon2id, and a check costs the same whether there is a hash or not. */
class PasswordsTest {

    private final Passwords passwords = new Passwords(IdentityFixture.CHEAP, Samples.countingRandom());

    @Test
    void aHashIsArgon2idWithAFreshSaltAndItsParameters() {
        String one = passwords.hash("correct horse battery");
        String two = passwords.hash("correct horse battery");
        assertThat(one).startsWith("$argon2id$v=19$m=64,t=1,p=1$").isNotEqualTo(two);
        assertThat(passwords.verify("correct horse battery", Optional.of(one))).isTrue();
        assertThat(passwords.verify("correct horse batterY", Optional.of(one))).isFalse();
    }

    @Test
    void theDefaultCostIsWhatGuidanceAsksFor() {
        assertThat(new Passwords(Passwords.Cost.defaults(), Samples.countingRandom()).hash("correct horse battery"))
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void aHashMadeAtAnotherCostStillChecks() {
        String old =
                new Passwords(new Passwords.Cost(32, 2, 1), Samples.countingRandom()).hash("correct horse battery");
        assertThat(passwords.verify("correct horse battery", Optional.of(old))).isTrue();
    }

    @Test
    void anAccentedLetterIsTheSameHoweverTheKeyboardWritesIt() {
        String hash = passwords.hash("contrase\u00f1a segura");
        assertThat(passwords.verify("contrasen\u0303a segura", Optional.of(hash))).isTrue();
    }

    @Test
    void shortAndEndlessPasswordsAreRefused() {
        for (String bad : new String[] {"", "elevenchars", "x".repeat(257)}) {
            assertThatExceptionOfType(ProgramProblem.class)
                    .isThrownBy(() -> passwords.hash(bad))
                    .satisfies(problem -> assertThat(problem.field()).isEqualTo("password"));
        }
    }

    @Test
    void nothingMatchesWhereThereIsNoHash() {
        assertThat(passwords.verify("", Optional.empty())).isFalse();
        assertThat(passwords.verify("correct horse battery", Optional.empty())).isFalse();
    }

    /** Medians of a cost that takes milliseconds; a check that skipped the work would be a hundred times faster. */
    @Test
    void aCheckWithoutAHashTakesAsLongAsOneWith() {
        Passwords real = new Passwords(new Passwords.Cost(4_096, 2, 1), Samples.countingRandom());
        Optional<String> hash = Optional.of(real.hash("correct horse battery"));
        long with = median(() -> real.verify("wrong horse battery", hash));
        long without = median(() -> real.verify("wrong horse battery", Optional.empty()));
        assertThat(without).isBetween(with / 3, with * 3);
    }

    private static long median(Runnable act) {
        long[] times =
                LongStream.range(0, 9)
                        .map(
                                _ -> {
                                    long begin = System.nanoTime();
                                    act.run();
                                    return System.nanoTime() - begin;
                                })
                        .toArray();
        Arrays.sort(times);
        return times[times.length / 2];
    }
}
