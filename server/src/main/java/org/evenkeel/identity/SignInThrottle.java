package org.evenkeel.identity;

import org.evenkeel.program.StaffMember;
import org.evenkeel.program.StaffStore;
import org.evenkeel.room.PersonId;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Slows guessing down without giving strangers a lever. Whoever tries on a browser on which that person signed in
 * before answers for his own tries alone. All others share the account's allowance, and each network has one for an
 * account and one for all. A try is counted before anything is looked at, so that a thousand at once are no way around,
 * and given back when it was right. Names that nobody has are counted like others.
 *
 * <p>From strangers an account is tried at most {@link #STRANGERS_A_DAY} times on the first day and fewer on each day
 * after; codes after a right password at most {@link #CODES_A_DAY} times.
 */
public final class SignInThrottle {

    /** Most passwords that strangers can try at one account within its first 24 hours, wherever they are. */
    public static final int STRANGERS_A_DAY = 100;

    /**
     * Most codes that can be tried within 24 hours by whoever has the right password and no browser of that person's.
     */
    public static final int CODES_A_DAY = 40;

    private static final TryRule OWN_DEVICE = new TryRule(10, Duration.ofSeconds(30), Duration.ofHours(1));
    private static final TryRule HERE_AT_ACCOUNT = new TryRule(5, Duration.ofSeconds(30), Duration.ofHours(1));
    private static final TryRule STRANGERS_AT_ACCOUNT = new TryRule(20, Duration.ofMinutes(1), Duration.ofMinutes(20));
    private static final TryRule NETWORK = new TryRule(30, Duration.ofSeconds(10), Duration.ofMinutes(10));
    private static final TryRule CODES = new TryRule(10, Duration.ofMinutes(1), Duration.ofHours(1));

    /** So many wrong codes after a right password are no slip: the person hears of it. */
    private static final int TELLING = 5;

    private static final int KEYS = 50_000;

    private final TryStore store;
    private final KnownDevices devices;
    private final StaffStore staff;
    private final AccountNotices notices;
    private final InstantSource clock;

    SignInThrottle(
            TryStore store, KnownDevices devices, StaffStore staff, AccountNotices notices, InstantSource clock) {
        this.store = store;
        this.devices = devices;
        this.staff = staff;
        this.notices = notices;
        this.clock = clock;
    }

    /**
     * From where somebody tries.
     *
     * @param address the client's; a network's counts as its first address
     * @param device what the browser holds, as it says
     */
    public record From(String address, Optional<String> device) {

        /** One customer of a provider: a /24, or a /56, in which addresses cost nothing. */
        String network() {
            try {
                InetAddress parsed = InetAddress.ofLiteral(address.split("/", 2)[0]);
                byte[] bytes = parsed.getAddress();
                int kept = parsed instanceof Inet4Address ? 3 : 7;
                return HexFormat.of().formatHex(Arrays.copyOf(bytes, kept));
            } catch (IllegalArgumentException _) {
                return address;
            }
        }
    }

    /** A try that was counted; to be given back when it was right. */
    public static final class Try {

        private final Map<String, TryRule> counted;

        private Try(Map<String, TryRule> counted) {
            this.counted = counted;
        }
    }

    /**
     * Counts a password.
     *
     * @throws TooManyTries refused, uncounted
     */
    public Try password(String loginName, From from) {
        String name = loginName.strip().toLowerCase(Locale.ROOT);
        PersonId person = staff.byLoginName(name).map(StaffMember::id).orElse(new PersonId("nobody"));
        Map<String, TryRule> keys = new LinkedHashMap<>();
        Optional<String> device = from.device().filter(held -> devices.knows(held, person));
        if (device.isPresent()) {
            keys.put(key("device", name, Secret.hash(device.orElseThrow())), OWN_DEVICE);
        } else {
            keys.put(key("here", name, from.network()), HERE_AT_ACCOUNT);
            keys.put(key("account", name), STRANGERS_AT_ACCOUNT);
            keys.put(key("network", from.network()), NETWORK);
        }
        return take(keys);
    }

    /**
     * Counts a code after the right password; after several in vain the person is told.
     *
     * @throws TooManyTries refused, uncounted
     */
    public Try code(PersonId person, From from) {
        Optional<String> device = from.device().filter(held -> devices.knows(held, person));
        String key =
                device.map(held -> key("code", person.value(), Secret.hash(held)))
                        .orElseGet(() -> key("code", person.value()));
        Try taken = take(Map.of(key, CODES));
        if (store.find(Map.of(key, CODES).keySet()).getOrDefault(key, new TryCount(0, 0)).tries() == TELLING + 1) {
            notices.add(person, AccountNotice.Kind.WRONG_CODES, Optional.empty());
        }
        return taken;
    }

    /**
     * Counts what somebody shows from within a sign-in of his to prove that he is himself.
     *
     * @throws TooManyTries refused, uncounted
     */
    public Try proof(StaffIdentity identity) {
        return take(Map.of(key("proof", identity.session().id()), CODES));
    }

    /** The try was right: it gives back what it took, and forgives what was tried in vain from this very place. */
    public void right(Try taken) {
        store.change(
                taken.counted.keySet(),
                counts -> {
                    Map<String, TryCount> after = new HashMap<>(counts);
                    taken.counted.forEach(
                            (key, rule) ->
                                    after.computeIfPresent(
                                            key, (_, count) -> isShared(rule) ? oneLess(count) : new TryCount(0, 0)));
                    after.values().removeIf(count -> count.tries() <= 0);
                    return after;
                });
    }

    /** Forgets what is old, and beyond the bound what was tried least: housekeeping, at any interval. */
    public int sweep() {
        return store.removeOld(clock.millis() - TryRule.REMEMBERED.toMillis()) + store.removeBeyond(KEYS);
    }

    /** Others' tries are not forgiven because one person was right. */
    private static boolean isShared(TryRule rule) {
        return rule == STRANGERS_AT_ACCOUNT || rule == NETWORK;
    }

    private static TryCount oneLess(TryCount count) {
        return new TryCount(count.tries() - 1, count.lastAt());
    }

    /** Whoever is refused anyway costs no write. */
    private Try take(Map<String, TryRule> keys) {
        long now = clock.millis();
        refuse(until(keys, store.find(keys.keySet()), now), now);
        long[] until = {Long.MIN_VALUE};
        store.change(
                keys.keySet(),
                counts -> {
                    until[0] = until(keys, counts, now);
                    return until[0] > now ? counts : counted(keys, counts, now);
                });
        refuse(until[0], now);
        return new Try(Map.copyOf(keys));
    }

    private static void refuse(long until, long now) {
        if (until > now) {
            throw new TooManyTries(Duration.ofMillis(until - now));
        }
    }

    private static long until(Map<String, TryRule> keys, Map<String, TryCount> counts, long now) {
        return keys.entrySet().stream()
                .mapToLong(each -> each.getValue().nextAt(current(counts, each.getKey(), now)))
                .max()
                .orElse(Long.MIN_VALUE);
    }

    private static Map<String, TryCount> counted(Map<String, TryRule> keys, Map<String, TryCount> counts, long now) {
        Map<String, TryCount> after = new HashMap<>();
        keys.keySet().forEach(key -> after.put(key, new TryCount(current(counts, key, now).tries() + 1, now)));
        return after;
    }

    private static TryCount current(Map<String, TryCount> counts, String key, long now) {
        TryCount count = counts.getOrDefault(key, new TryCount(0, now));
        return now - count.lastAt() >= TryRule.REMEMBERED.toMillis() ? new TryCount(0, now) : count;
    }

    /** Neither names nor addresses are kept. */
    private static String key(String kind, String... parts) {
        return kind + ":" + Secret.hash(String.join("\n", parts));
    }
}
