package org.evenkeel.identity;

import org.evenkeel.room.PersonId;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Identity in memory: passes the same contracts as the databases. */
public final class MemoryIdentity implements IdentityStores {

    private final Hashes hashes = new Hashes();
    private final SignIns signIns = new SignIns();
    private final Entries entries = new Entries();
    private final Links links = new Links();
    private final Tickets tickets = new Tickets();

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

    private static <V> int remove(Map<String, V> map, Predicate<V> condition) {
        int before = map.size();
        map.values().removeIf(condition);
        return before - map.size();
    }

    private static final class Hashes implements PasswordStore {
        private final Map<PersonId, String> map = new HashMap<>();

        @Override
        public synchronized Optional<String> find(PersonId person) {
            return Optional.ofNullable(map.get(person));
        }

        @Override
        public synchronized void put(PersonId person, String hash, long changedAt) {
            map.put(person, hash);
        }
    }

    private static final class SignIns implements StaffSessionStore {
        private final Map<String, StaffSession> map = new HashMap<>();

        @Override
        public synchronized void add(String hash, StaffSession session) {
            map.put(hash, session);
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
                                    ? new StaffSession(id, old.person(), old.createdAt(), at)
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
}
