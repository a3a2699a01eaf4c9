package org.evenkeel.identity;

import org.evenkeel.program.Access;
import org.evenkeel.program.Caller;
import org.evenkeel.program.ProgramProblem;
import org.evenkeel.program.RandomBytes;
import org.evenkeel.room.PersonId;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What happened to accounts that their people must hear of: told at the next screen until the person says that he read
 * it, and kept for a year after.
 */
public final class AccountNotices {

    private static final Duration KEPT = Duration.ofDays(365);

    /** Two resets within so long are one act in two steps: whoever did both could be that person. */
    private static final Duration TOGETHER = Duration.ofDays(7);

    private final AccountNoticeStore store;
    private final InstantSource clock;
    private final RandomBytes random;

    AccountNotices(AccountNoticeStore store, InstantSource clock, RandomBytes random) {
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    void add(PersonId person, AccountNotice.Kind kind, Optional<PersonId> by) {
        store.add(new AccountNotice(random.nextId(), person, kind, by, clock.millis(), false));
    }

    /**
     * All of a person, the newest first; everybody may read his own.
     *
     * @throws ProgramProblem {@code not_allowed}
     */
    public List<AccountNotice> list(Caller caller, PersonId person) {
        if (!caller.person().equals(person)) {
            caller.must(Access.Action.READ, Access.STAFF_SECOND_FACTOR);
        }
        return store.of(person);
    }

    /** What this person has not said that he read, the newest first. */
    public List<AccountNotice> unseen(PersonId person) {
        return store.of(person).stream().filter(Predicate.not(AccountNotice::seen)).toList();
    }

    /** The person has read what there is up to that moment, milliseconds UTC. */
    public void seen(PersonId person, long upTo) {
        store.seen(person, upTo);
    }

    /**
     * Whose password, for which an entry link stands too, and second factor were both reset within the last week.
     *
     * @throws ProgramProblem {@code not_allowed}
     */
    public Set<PersonId> bothReset(Caller caller) {
        caller.must(Access.Action.READ, Access.STAFF_SECOND_FACTOR);
        List<AccountNotice> recent = store.since(clock.millis() - TOGETHER.toMillis());
        Set<PersonId> passwords =
                people(recent, Set.of(AccountNotice.Kind.PASSWORD_RESET, AccountNotice.Kind.ENTRY_LINK));
        return people(recent, Set.of(AccountNotice.Kind.SECOND_FACTOR_RESET)).stream()
                .filter(passwords::contains)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<PersonId> people(List<AccountNotice> notices, Set<AccountNotice.Kind> kinds) {
        return notices.stream()
                .filter(notice -> kinds.contains(notice.kind()))
                .map(AccountNotice::person)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Forgets what was read a year ago: housekeeping, at any interval. */
    public int sweep() {
        return store.removeSeen(clock.millis() - KEPT.toMillis());
    }
}
