package org.evenkeel.identity;

import org.evenkeel.room.PersonId;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Identity in memory: passes the same contracts as the databases. */
public final class MemoryIdentity implements IdentityStores {

    private final Hashes hashes = new Hashes();
    private final SignIns signIns = new SignIns();
    private final Entries entries = new Entries();
    private final Links links = new Links();
    private final Tickets tickets = new Tickets();
    private final Factors factors = new Factors();
    private final Notices notices = new Notices();
    private final Tries tries = new Tries();
    private final Devices devices = new Devices();

    @Override
    public PasswordStore passwords() {
        return hashes;
    }

    @Override
    public StaffSessionStore staffSessions() {
        return signIns;
    }

    @Override
    public EntryLinkStore entryLinks() {
        return entries;
    }

    @Override
    public PersonalLinkStore personalLinks() {
        return links;
    }

    @Override
    public SocketTicketStore tickets() {
        return tickets;
    }

    @Override
    public SecondFactorStore secondFactors() {
        return factors;
    }

    @Override
    public AccountNoticeStore notices() {
        return notices;
    }

    @Override
    public TryStore tries() {
        return tries;
    }

    @Override
    public DeviceStore devices() {
        return devices;
    }

    private static <K, V> int remove(Map<K, V> map, Predicate<V> condition) {
        int before = map.size();
        map.values().removeIf(condition);
        return before - map.size();
    }

    private static final class Hashes implements PasswordStore {
        private final Map<PersonId, Kept> map = new HashMap<>();

        @Override
        public synchronized Optional<Kept> find(PersonId person) {
            return Optional.ofNullable(map.get(person));
        }

        @Override
        public synchronized void put(PersonId person, Kept password) {
            map.put(person, password);
        }
    }

    private static final class SignIns implements StaffSessionStore {
        private final Map<String, StaffSession> map = new HashMap<>();
        private final Map<PersonId, Long> last = new HashMap<>();

        @Override
        public synchronized void add(String hash, StaffSession session) {
            map.put(hash, session);
            if (session.complete()) {
                last.put(session.person(), session.createdAt());
            }
        }

        @Override
        public synchronized OptionalLong lastOf(PersonId person) {
            return last.containsKey(person) ? OptionalLong.of(last.get(person)) : OptionalLong.empty();
        }

        @Override
        public synchronized Optional<StaffSession> find(String hash) {
            return Optional.ofNullable(map.get(hash));
        }

        @Override
        public synchronized List<StaffSession> ofPerson(PersonId person) {
            return map.values().stream().filter(each -> each.person().equals(person)).toList();
        }

        @Override
        public synchronized void seen(String id, long at) {
            map.replaceAll(
                    (hash, old) ->
                            old.id().equals(id) && old.lastSeenAt() < at
                                    ? new StaffSession(id, old.person(), old.stage(), old.createdAt(), at)
                                    : old);
        }

        @Override
        public synchronized boolean remove(String id) {
            return MemoryIdentity.remove(map, each -> each.id().equals(id)) > 0;
        }

        @Override
        public synchronized int removeAllOf(PersonId person) {
            return MemoryIdentity.remove(map, each -> each.person().equals(person));
        }

        @Override
        public synchronized int removeOld(long seenBefore, long createdBefore) {
            return MemoryIdentity.remove(
                    map, each -> each.lastSeenAt() < seenBefore || each.createdAt() < createdBefore);
        }
    }

    private static final class Entries implements EntryLinkStore {
        private record Entry(PersonId person, long expiresAt) {}

        private final Map<String, Entry> map = new HashMap<>();

        @Override
        public synchronized void add(String hash, PersonId person, long expiresAt) {
            map.put(hash, new Entry(person, expiresAt));
        }

        @Override
        public synchronized Optional<PersonId> consume(String hash, long now) {
            return Optional.ofNullable(map.remove(hash)).filter(entry -> entry.expiresAt() > now).map(Entry::person);
        }

        @Override
        public synchronized void removeAllOf(PersonId person) {
            MemoryIdentity.remove(map, entry -> entry.person().equals(person));
        }

        @Override
        public synchronized int removeExpired(long now) {
            return MemoryIdentity.remove(map, entry -> entry.expiresAt() <= now);
        }
    }

    private static final class Links implements PersonalLinkStore {
        private final Map<String, PersonalLink> links = new HashMap<>();
        private final Map<String, Visit> visits = new HashMap<>();

        @Override
        public synchronized void replace(String hash, PersonalLink link) {
            remove(link.participant());
            links.put(hash, link);
        }

        @Override
        public synchronized Optional<PersonalLink> find(String hash) {
            return Optional.ofNullable(links.get(hash));
        }

        @Override
        public synchronized Optional<PersonalLink> of(PersonId participant) {
            return links.values().stream().filter(link -> link.participant().equals(participant)).findFirst();
        }

        @Override
        public synchronized boolean remove(PersonId participant) {
            of(participant).ifPresent(link -> visits.values().removeIf(visit -> visit.linkId().equals(link.id())));
            return MemoryIdentity.remove(links, link -> link.participant().equals(participant)) > 0;
        }

        @Override
        public synchronized boolean addVisit(String hash, Visit visit) {
            boolean alive = of(visit.participant()).filter(link -> link.id().equals(visit.linkId())).isPresent();
            if (alive) {
                visits.put(hash, visit);
            }
            return alive;
        }

        @Override
        public synchronized Optional<Visit> findVisit(String hash) {
            return Optional.ofNullable(visits.get(hash));
        }

        @Override
        public synchronized int removeExpiredVisits(long now) {
            return MemoryIdentity.remove(visits, visit -> visit.expiresAt() <= now);
        }
    }

    private static final class Tickets implements SocketTicketStore {
        private record Kept(SocketTicket ticket, long expiresAt) {}

        private final Map<String, Kept> map = new HashMap<>();

        @Override
        public synchronized void add(String hash, SocketTicket ticket, long expiresAt) {
            map.put(hash, new Kept(ticket, expiresAt));
        }

        @Override
        public synchronized Optional<SocketTicket> consume(String hash, long now) {
            return Optional.ofNullable(map.remove(hash)).filter(kept -> kept.expiresAt() > now).map(Kept::ticket);
        }

        @Override
        public synchronized void removeAllOf(PersonId person) {
            MemoryIdentity.remove(map, kept -> kept.ticket().person().equals(person));
        }

        @Override
        public synchronized void removeAllFrom(String access) {
            MemoryIdentity.remove(map, kept -> kept.ticket().access().equals(access));
        }

        @Override
        public synchronized int removeExpired(long now) {
            return MemoryIdentity.remove(map, kept -> kept.expiresAt() <= now);
        }
    }

    private static final class Factors implements SecondFactorStore {
        private final Map<PersonId, Factor> factors = new HashMap<>();
        private final Map<PersonId, Offer> offers = new HashMap<>();
        private final Map<PersonId, Set<String>> recovery = new HashMap<>();

        @Override
        public synchronized Optional<Factor> find(PersonId person) {
            return Optional.ofNullable(factors.get(person));
        }

        @Override
        public synchronized Optional<Offer> offered(PersonId person) {
            return Optional.ofNullable(offers.get(person));
        }

        @Override
        public synchronized void offer(PersonId person, Offer offer) {
            offers.put(person, offer);
        }

        @Override
        public synchronized boolean confirm(PersonId person, Offer offer, Factor factor, Set<String> recoveryHashes) {
            boolean there = offered(person).map(Offer::id).filter(offer.id()::equals).isPresent();
            if (there) {
                offers.remove(person);
                factors.put(person, factor);
                replaceRecovery(person, recoveryHashes);
            }
            return there;
        }

        @Override
        public synchronized boolean accept(PersonId person, long step) {
            Factor factor = factors.get(person);
            boolean later = factor != null && factor.lastStep() < step;
            if (later) {
                factors.put(person, new Factor(factor.secret(), factor.since(), step));
            }
            return later;
        }

        @Override
        public synchronized boolean remove(PersonId person) {
            offers.remove(person);
            recovery.remove(person);
            return factors.remove(person) != null;
        }

        @Override
        public synchronized void replaceRecovery(PersonId person, Set<String> hashes) {
            recovery.put(person, new HashSet<>(hashes));
        }

        @Override
        public synchronized boolean consumeRecovery(PersonId person, String hash) {
            return recovery.getOrDefault(person, new HashSet<>()).remove(hash);
        }

        @Override
        public synchronized int recoveryLeft(PersonId person) {
            return recovery.getOrDefault(person, Set.of()).size();
        }
    }

    private static final class Notices implements AccountNoticeStore {
        private final List<AccountNotice> all = new ArrayList<>();

        @Override
        public synchronized void add(AccountNotice notice) {
            all.add(notice);
        }

        @Override
        public synchronized List<AccountNotice> of(PersonId person) {
            return all.stream()
                    .filter(each -> each.person().equals(person))
                    .sorted(Comparator.comparingLong(AccountNotice::at).reversed().thenComparing(AccountNotice::id))
                    .toList();
        }

        @Override
        public synchronized List<AccountNotice> since(long at) {
            return all.stream().filter(each -> each.at() >= at).toList();
        }

        @Override
        public synchronized void seen(PersonId person, long upTo) {
            all.replaceAll(
                    each ->
                            each.person().equals(person) && each.at() <= upTo
                                    ? new AccountNotice(each.id(), person, each.kind(), each.by(), each.at(), true)
                                    : each);
        }

        @Override
        public synchronized int removeSeen(long before) {
            int there = all.size();
            all.removeIf(each -> each.seen() && each.at() < before);
            return there - all.size();
        }
    }

    private static final class Tries implements TryStore {
        private final Map<String, TryCount> map = new HashMap<>();

        @Override
        public synchronized Map<String, TryCount> find(Set<String> keys) {
            Map<String, TryCount> found = new HashMap<>(map);
            found.keySet().retainAll(keys);
            return found;
        }

        @Override
        public synchronized void change(Set<String> keys, UnaryOperator<Map<String, TryCount>> change) {
            Map<String, TryCount> after = change.apply(find(keys));
            map.keySet().removeAll(keys);
            map.putAll(after);
        }

        @Override
        public synchronized int removeOld(long lastBefore) {
            return MemoryIdentity.remove(map, count -> count.lastAt() < lastBefore);
        }

        @Override
        public synchronized int removeBeyond(int most) {
            List<String> kept =
                    map.entrySet().stream()
                            .sorted(
                                    Comparator.<Map.Entry<String, TryCount>>comparingInt(
                                                    each -> -each.getValue().tries())
                                            .thenComparingLong(each -> -each.getValue().lastAt()))
                            .limit(most)
                            .map(Map.Entry::getKey)
                            .toList();
            int before = map.size();
            map.keySet().retainAll(kept);
            return before - map.size();
        }
    }

    private static final class Devices implements DeviceStore {
        private record Key(String hash, PersonId person) {}

        private final Map<Key, Long> map = new HashMap<>();

        @Override
        public synchronized boolean knows(String hash, PersonId person) {
            return map.containsKey(new Key(hash, person));
        }

        @Override
        public synchronized boolean knows(String hash) {
            return map.keySet().stream().anyMatch(key -> key.hash().equals(hash));
        }

        @Override
        public synchronized void put(String hash, PersonId person, long at, int most) {
            map.put(new Key(hash, person), at);
            List<Key> beyond =
                    map.entrySet().stream()
                            .filter(each -> each.getKey().person().equals(person))
                            .sorted(
                                    Map.Entry.<Key, Long>comparingByValue()
                                            .reversed()
                                            .thenComparing(each -> each.getKey().hash()))
                            .skip(most)
                            .map(Map.Entry::getKey)
                            .toList();
            map.keySet().removeAll(beyond);
        }

        @Override
        public synchronized void removeAllOf(PersonId person) {
            map.keySet().removeIf(key -> key.person().equals(person));
        }

        @Override
        public synchronized int removeOld(long before) {
            return MemoryIdentity.remove(map, at -> at < before);
        }
    }
}
