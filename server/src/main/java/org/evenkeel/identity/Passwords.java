package org.evenkeel.identity;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;

import org.evenkeel.program.ProgramProblem;
import org.evenkeel.program.RandomBytes;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Hashes and checks passwords with Argon2id. Every check does the same work, whether there is a hash or not. Few run at
 * a time, since each takes its memory: a flood of sign-ins waits instead of filling the machine.
 */
public final class Passwords {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int SHORTEST = 12;
    private static final int LONGEST = 256;

    /**
     * What a hash costs.
     *
     * @param memoryKib memory of one hash in KiB
     * @param iterations passes over it
     * @param atOnce how many may run at a time
     */
    public record Cost(int memoryKib, int iterations, int atOnce) {

        /** 19 MiB and two passes, the least that OWASP's password guidance names for Argon2id; four at a time. */
        public static Cost defaults() {
            return new Cost(19_456, 2, 4);
        }
    }

    private static final long IDLE_SECONDS = 30;

    private final Argon2Function function;
    private final RandomBytes random;
    private final ExecutorService hashing;
    private final String hashOfNobody;

    /** Makes one hash at once, so that the first unknown name costs no more than the second. */
    public Passwords(Cost cost, RandomBytes random) {
        this.function = Argon2Function.getInstance(cost.memoryKib(), cost.iterations(), 1, HASH_BYTES, Argon2.ID);
        this.random = random;
        this.hashing = threads(cost.atOnce());
        this.hashOfNobody = compute(random.next(HASH_BYTES));
    }

    /**
     * The hash of a new password in its standard text form.
     *
     * @throws ProgramProblem {@code bad_value} ({@code password}) under 12, {@code too_long} over 256 characters
     */
    public String hash(String password) {
        check(password);
        return compute(bytes(password));
    }

    /**
     * Whether a new password would do, before anything is changed for its sake.
     *
     * @throws ProgramProblem as {@link #hash}
     */
    public static void check(String password) {
        if (password.length() > LONGEST) {
            throw new ProgramProblem(ProgramProblem.Code.TOO_LONG, "password");
        }
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            throw new ProgramProblem(ProgramProblem.Code.BAD_VALUE, "password");
        }
    }

    /** Whether the password belongs to the hash; without a hash the answer is no, after the same work. */
    public boolean verify(String password, Optional<String> hash) {
        byte[] presented = bytes(password.length() > LONGEST ? "" : password);
        String against = hash.orElse(hashOfNobody);
        boolean same =
                CompletableFuture.supplyAsync(
                                () ->
                                        Argon2Function.getInstanceFromHash(against)
                                                .check(presented, against.getBytes(StandardCharsets.US_ASCII)),
                                hashing)
                        .join();
        return same && hash.isPresent();
    }

    private String compute(byte[] password) {
        return CompletableFuture.supplyAsync(
                        () -> function.hash(password, random.next(SALT_BYTES)).getResult(), hashing)
                .join();
    }

    /** Some dozen milliseconds of nothing but arithmetic would keep rooms from their virtual threads. */
    private static ExecutorService threads(int most) {
        var pool =
                new ThreadPoolExecutor(
                        most,
                        most,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().daemon().name("passwords-", 0).factory());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Keyboards write one accented letter in several ways. */
    private static byte[] bytes(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
    }
}
