package org.evenkeel.program;

import org.evenkeel.room.PersonId;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Emergency accesses in memory. */
final class MemoryEmergencies implements EmergencyStore {

    private static final Comparator<EmergencyAccess> OLDEST_FIRST =
            Comparator.comparingLong(EmergencyAccess::openedAt).thenComparing(EmergencyAccess::id);

    private final Map<String, EmergencyAccess> all = new HashMap<>();

    @Override
    public synchronized void add(EmergencyAccess access) {
        if (all.putIfAbsent(access.id(), access) != null) {
            throw new IllegalStateException("there is one of this id");
        }
    }

    @Override
    public synchronized Optional<EmergencyAccess> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    @Override
    public synchronized List<EmergencyAccess> openOf(PersonId by, long now) {
        return sorted().filter(each -> each.by().equals(by) && each.isOpen(now)).toList().reversed();
    }

    @Override
    public synchronized void close(String id, long at) {
        change(id, it -> it.isOpen(at) ? with(it, OptionalLong.of(at), it.reads(), it.shown(), it.review()) : it);
    }

    @Override
    public synchronized void read(String id, Set<EmergencyFacts.Kind> shown) {
        change(
                id,
                it -> {
                    Set<EmergencyFacts.Kind> both = EnumSet.noneOf(EmergencyFacts.Kind.class);
                    both.addAll(it.shown());
                    both.addAll(shown);
                    return with(it, it.closedAt(), it.reads() + 1, both, it.review());
                });
    }

    @Override
    public synchronized boolean review(String id, EmergencyAccess.Review review) {
        if (find(id).filter(it -> it.review().isEmpty()).isEmpty()) {
            return false;
        }
        change(id, it -> with(it, it.closedAt(), it.reads(), it.shown(), Optional.of(review)));
        return true;
    }

    @Override
    public synchronized List<EmergencyAccess> waiting(int most) {
        return waiting().limit(most).toList();
    }

    @Override
    public synchronized List<EmergencyAccess> reviewed(Optional<EmergencyAccess> below, int most) {
        return sorted().filter(each -> each.review().isPresent())
                .filter(each -> below.map(it -> OLDEST_FIRST.compare(each, it) < 0).orElse(true))
                .sorted(OLDEST_FIRST.reversed())
                .limit(most)
                .toList();
    }

    @Override
    public synchronized Map<PersonId, Long> waitingByOpener() {
        return waiting().collect(Collectors.groupingBy(EmergencyAccess::by, Collectors.counting()));
    }

    @Override
    public synchronized Set<PersonId> openersSince(long at) {
        return sorted().filter(each -> each.openedAt() >= at)
                .map(EmergencyAccess::by)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public synchronized Figures figures() {
        return new Figures(all.size(), waiting().count(), waiting().mapToLong(EmergencyAccess::openedAt).min());
    }

    private Stream<EmergencyAccess> sorted() {
        return all.values().stream().sorted(OLDEST_FIRST);
    }

    private Stream<EmergencyAccess> waiting() {
        return sorted().filter(each -> each.review().isEmpty());
    }

    private void change(String id, UnaryOperator<EmergencyAccess> change) {
        all.computeIfPresent(id, (_, access) -> change.apply(access));
    }

    private static EmergencyAccess with(
            EmergencyAccess it,
            OptionalLong closedAt,
            int reads,
            Set<EmergencyFacts.Kind> shown,
            Optional<EmergencyAccess.Review> review) {
        return new EmergencyAccess(
                it.id(),
                it.participant(),
                it.by(),
                it.reason(),
                it.openedAt(),
                it.closesAt(),
                closedAt,
                reads,
                shown,
                review);
    }
}
