package org.evenkeel.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.evenkeel.identity.SignInThrottle.From;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Guessing is slow, and nobody can be locked out by it. */
class SignInThrottleTest {

    private static final String NAME = "login-counselor";
    private static final From HOME = new From("203.0.113.7", Optional.empty());

    private final IdentityFixture fixture = new IdentityFixture();
    private final SignInThrottle throttle = fixture.identity.throttle();

    /** The real person's browser, on which she signed in before. */
    private From knownDevice() {
        Secret held = fixture.identity.devices().remember(fixture.counselor.id(), Optional.empty());
        return new From("203.0.113.7", Optional.of(held.value()));
    }

    private static From network(int i) {
        return new From("198.%d.%d.9".formatted(18 + i / 256, i % 256), Optional.empty());
    }

    private boolean isCounted(String name, From from) {
        try {
            throttle.password(name, from);
            return true;
        } catch (TooManyTries _) {
            return false;
        }
    }

    private boolean isCodeCounted(From from) {
        try {
            throttle.code(fixture.counselor.id(), from);
            return true;
        } catch (TooManyTries _) {
            return false;
        }
    }

    /** How many tries get through within so many seconds, with one try each second. */
    private long through(int seconds, IntFunction<From> from) {
        return IntStream.range(0, seconds)
                .filter(
                        i -> {
                            fixture.pass(Duration.ofSeconds(1));
                            return isCounted(NAME, from.apply(i));
                        })
                .count();
    }

    @Test
    void aThousandWrongTriesFromManyNetworksDoNotKeepTheRightPersonOut() {
        From hers = knownDevice();
        for (int i = 0; i < 1_000; i++) {
            isCounted(NAME, network(i));
        }
        assertThat(isCounted(NAME, network(1_001))).isFalse();
        for (int evening = 0; evening < 5; evening++) {
            SignInThrottle.Try counted = throttle.password("Login-Counselor ", hers);
            throttle.right(counted);
        }
    }

    /** A neighbour behind the same address does not either. */
    @Test
    void triesFromTheOwnNetworkDoNotKeepAKnownDeviceOut() {
        From hers = knownDevice();
        for (int i = 0; i < 1_000; i++) {
            isCounted(i % 2 == 0 ? NAME : "name-" + i, HOME);
        }
        assertThat(isCounted(NAME, HOME)).isFalse();
        assertThat(isCounted(NAME, hers)).isTrue();
    }

    @Test
    void strangersTryAnAccountAtMostAStatedNumberOfTimesADayHoweverManyTheyAre() {
        long first = through(86_400, SignInThrottleTest::network);
        assertThat(first).isBetween(80L, (long) SignInThrottle.STRANGERS_A_DAY);
        assertThat(through(86_400, SignInThrottleTest::network)).isLessThan(80);
    }

    @Test
    void oneNetworkTriesAnAccountLessOftenStill() {
        assertThat(through(86_400, _ -> HOME)).isBetween(20L, 40L);
    }

    @Test
    void codesAfterARightPasswordAreTriedAtMostAStatedNumberOfTimesADay() {
        long codes =
                IntStream.range(0, 8_640)
                        .filter(
                                i -> {
                                    fixture.pass(Duration.ofSeconds(10));
                                    return isCodeCounted(network(i));
                                })
                        .count();
        assertThat(codes).isBetween(30L, (long) SignInThrottle.CODES_A_DAY);
        assertThat(isCodeCounted(knownDevice())).isTrue();
        assertThat(fixture.identity.notices().unseen(fixture.counselor.id()))
                .extracting(AccountNotice::kind)
                .containsExactly(AccountNotice.Kind.WRONG_CODES);
    }

    @Test
    void aSlipOrTwoInTypingCodesIsNotToldOf() {
        for (int i = 0; i < 5; i++) {
            isCodeCounted(HOME);
        }
        assertThat(fixture.identity.notices().unseen(fixture.counselor.id())).isEmpty();
    }

    @Test
    void namesThatNobodyHasAreSlowedDownAlike() {
        List<Boolean> known = new ArrayList<>();
        List<Boolean> unknown = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            fixture.pass(Duration.ofSeconds(20));
            known.add(isCounted(NAME, network(2 * i)));
            unknown.add(isCounted("no-such-name", network(2 * i + 1)));
        }
        assertThat(known).isEqualTo(unknown).contains(true, false);
    }

    @Test
    void aThousandAtOnceAreNoWayAround() throws Exception {
        try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> tries =
                    IntStream.range(0, 1_000)
                            .<Callable<Boolean>>mapToObj(i -> () -> isCounted(NAME, network(i)))
                            .toList();
            assertThat(many.invokeAll(tries).stream().filter(Future::resultNow)).hasSize(20);
        }
    }

    @Test
    void whoIsRefusedHearsHowLongAndWaitsNoLongerForHavingAsked() {
        for (int i = 0; i < 5; i++) {
            throttle.password(NAME, HOME);
        }
        for (int i = 0; i < 100; i++) {
            assertThatExceptionOfType(TooManyTries.class)
                    .isThrownBy(() -> throttle.password(NAME, HOME))
                    .satisfies(refused -> assertThat(refused.until()).isEqualTo(Duration.ofSeconds(30)));
        }
        fixture.pass(Duration.ofSeconds(30));
        throttle.password(NAME, HOME);
        assertThatExceptionOfType(TooManyTries.class)
                .isThrownBy(() -> throttle.password(NAME, HOME))
                .satisfies(refused -> assertThat(refused.until()).isEqualTo(Duration.ofMinutes(1)));
    }

    @Test
    void theRightPasswordForgivesThisPlaceAndNobodyElse() {
        for (int i = 0; i < 4; i++) {
            throttle.password(NAME, HOME);
        }
        throttle.right(throttle.password(NAME, HOME));
        for (int i = 0; i < 5; i++) {
            assertThat(isCounted(NAME, HOME)).isTrue();
        }
        assertThat(isCounted(NAME, HOME)).isFalse();
        long others = IntStream.range(0, 100).filter(i -> isCounted(NAME, network(i))).count();
        assertThat(others).as("of twenty, nine were used at home").isEqualTo(11);
    }

    @Test
    void aWholeClinicSignsInBehindOneAddress() {
        for (int i = 0; i < 200; i++) {
            throttle.right(throttle.password("name-" + i, HOME));
        }
    }

    @Test
    void aKnownDeviceGuessesNoFasterAndIsKnownForItsOwnPeopleOnly() {
        From hers = knownDevice();
        assertThat(through(86_400, _ -> hers)).isBetween(30L, 50L);
        for (int i = 0; i < 5; i++) {
            throttle.password("login-supervisor", hers);
        }
        assertThat(isCounted("login-supervisor", HOME)).as("they shared the network's allowance").isFalse();
        assertThat(isCounted("login-supervisor", new From("203.0.113.7", Optional.of("made up")))).isFalse();
    }

    @Test
    void aDayWithoutTriesForgetsThem() {
        through(3_600, _ -> HOME);
        assertThat(isCounted(NAME, HOME)).isFalse();
        fixture.pass(Duration.ofDays(1));
        for (int i = 0; i < 5; i++) {
            assertThat(isCounted(NAME, HOME)).isTrue();
        }
        fixture.pass(Duration.ofDays(2));
        assertThat(throttle.sweep()).isPositive();
        assertThat(throttle.sweep()).isZero();
    }

    @Test
    void aBrowsersSecretIsTakenOnlyWhenItCameFromHere() {
        var devices = fixture.identity.devices();
        Secret first = devices.remember(fixture.counselor.id(), Optional.of("planted by somebody"));
        assertThat(first.value()).isNotEqualTo("planted by somebody");
        assertThat(devices.remember(fixture.admin.id(), Optional.of(first.value()))).isEqualTo(first);
        fixture.pass(Duration.ofDays(181));
        assertThat(devices.sweep()).isEqualTo(2);
        assertThat(devices.remember(fixture.admin.id(), Optional.of(first.value()))).isNotEqualTo(first);
    }

    @Test
    void aNetworkIsWhatOneCustomerHas() {
        assertThat(new From("203.0.113.7", Optional.empty()).network())
                .isEqualTo(new From("203.0.113.200", Optional.empty()).network())
                .isNotEqualTo(new From("203.0.114.7", Optional.empty()).network());
        assertThat(new From("2001:db8:1:200::1", Optional.empty()).network())
                .isEqualTo(new From("2001:db8:1:2ff:9::9", Optional.empty()).network())
                .isNotEqualTo(new From("2001:db8:1:300::1", Optional.empty()).network());
        assertThat(new From("2001:db8:1:200::/64", Optional.empty()).network())
                .isEqualTo(new From("2001:db8:1:2ff:9::9", Optional.empty()).network());
        assertThat(new From("no address", Optional.empty()).network()).isEqualTo("no address");
    }
}
