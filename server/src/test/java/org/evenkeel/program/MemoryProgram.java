package org.evenkeel.program;

import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The clinic's standing facts in memory: passes the same contracts as the databases. */
public final class MemoryProgram implements ProgramStores {

    private final SettingsStore settings = new Settings();
    private final StaffStore staff = new Staff();
    private final ParticipantStore participants = new Participants();
    private final GroupStore groups = new Groups();
    private final SessionStore sessions = new Sessions();
    private final GateStore gate = new Gate();
    private final ConflictStore conflicts = new Conflicts();
    private final EmergencyStore emergencies = new MemoryEmergencies();

    @Override
    public SettingsStore settings() {
        return settings;
    }

    @Override
    public StaffStore staff() {
        return staff;
    }

    @Override
    public ParticipantStore participants() {
        return participants;
    }

    @Override
    public GroupStore groups() {
        return groups;
    }

    @Override
    public SessionStore sessions() {
        return sessions;
    }

    @Override
    public GateStore gate() {
        return gate;
    }

    @Override
    public ConflictStore conflicts() {
        return conflicts;
    }

    @Override
    public EmergencyStore emergencies() {
        return emergencies;
    }

    private static final class Settings implements SettingsStore {
        private final MemoryTable<ClinicSettings> table =
                new MemoryTable<>(
                        any -> "clinic", ClinicSettings::version, ClinicSettings::at, any -> Optional.empty(), "");

        @Override
        public ClinicSettings load() {
            return table.find("clinic").orElseGet(ClinicSettings::initial);
        }

        @Override
        public ClinicSettings save(ClinicSettings changed) {
            return table.save(changed);
        }
    }

    private static final class Staff implements StaffStore {
        private final MemoryTable<StaffMember> table =
                new MemoryTable<>(
                        member -> member.id().value(),
                        StaffMember::version,
                        StaffMember::at,
                        member -> Optional.of(member.details().loginName()),
                        "loginName");

        @Override
        public Optional<StaffMember> find(PersonId id) {
            return table.find(id.value());
        }

        @Override
        public Optional<StaffMember> byLoginName(String loginName) {
            return table.all().stream().filter(each -> each.details().loginName().equals(loginName)).findFirst();
        }

        @Override
        public List<StaffMember> all() {
            return table.all();
        }

        @Override
        public StaffMember save(StaffMember member) {
            return table.save(member);
        }
    }

    private static final class Participants implements ParticipantStore {
        private final MemoryTable<Participant> table =
                new MemoryTable<>(
                        each -> each.id().value(),
                        Participant::version,
                        Participant::at,
                        each -> Optional.of(each.details().reference()),
                        "reference");

        @Override
        public Optional<Participant> find(PersonId id) {
            return table.find(id.value());
        }

        @Override
        public List<Participant> all() {
            return table.all();
        }

        @Override
        public Participant save(Participant participant) {
            return table.save(participant);
        }

        @Override
        public List<Participant> addAll(List<Participant> all) {
            return table.saveAll(all);
        }
    }

    private static final class Groups implements GroupStore {
        private final MemoryTable<Group> table =
                new MemoryTable<>(group -> group.id().value(), Group::version, Group::at, any -> Optional.empty(), "");

        @Override
        public Optional<Group> find(GroupId id) {
            return table.find(id.value());
        }

        @Override
        public List<Group> all() {
            return table.all();
        }

        @Override
        public Group save(Group group) {
            return table.save(group);
        }
    }

    private static final class Sessions implements SessionStore {
        private final MemoryTable<Session> table =
                new MemoryTable<>(
                        session -> session.id().value(),
                        Session::version,
                        Session::at,
                        session -> session.occurrence().map(Object::toString),
                        "occurrence");

        @Override
        public Optional<Session> find(SessionId id) {
            return table.find(id.value());
        }

        @Override
        public List<Session> startingBetween(long from, long to) {
            return where(session -> session.plan().start() >= from && session.plan().start() < to);
        }

        @Override
        public List<Session> startingBetween(long from, long to, PersonId person) {
            return startingBetween(from, to).stream().filter(session -> session.entryOf(person).isPresent()).toList();
        }

        @Override
        public List<Session> ofGroupEndingAfter(GroupId group, long moment) {
            return where(
                    session ->
                            session.occurrence().map(each -> each.group().equals(group)).orElse(false)
                                    && session.plan().end() > moment);
        }

        @Override
        public Session addIfAbsent(Session session) {
            try {
                return table.save(session);
            } catch (ProgramProblem e) {
                return where(each -> each.occurrence().equals(session.occurrence())).getFirst();
            }
        }

        @Override
        public Session save(Session session) {
            if (find(session.id()).isEmpty()) {
                throw new ProgramProblem(ProgramProblem.Code.CONFLICT, "version");
            }
            return table.save(session);
        }

        private List<Session> where(Predicate<Session> condition) {
            return table.all().stream()
                    .filter(condition)
                    .sorted(
                            Comparator.comparingLong((Session session) -> session.plan().start())
                                    .thenComparing(session -> session.id().value()))
                    .toList();
        }
    }

    private static final class Gate implements GateStore {
        private final List<GateAnswers> records = new ArrayList<>();

        @Override
        public synchronized void append(GateAnswers answers) {
            records.add(answers);
        }

        @Override
        public synchronized Optional<GateAnswers> latest(SessionId session, PersonId person) {
            List<GateAnswers> all = history(session, person);
            return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
        }

        @Override
        public synchronized List<GateAnswers> newest(PersonId person, int most) {
            return records.reversed().stream()
                    .filter(each -> each.person().equals(person))
                    .sorted(Comparator.comparingLong(GateAnswers::answeredAt).reversed())
                    .limit(most)
                    .toList();
        }

        @Override
        public synchronized List<GateAnswers> history(SessionId session, PersonId person) {
            return records.stream()
                    .filter(each -> each.session().equals(session) && each.person().equals(person))
                    .toList();
        }
    }

    private static final class Conflicts implements ConflictStore {
        private final List<ConflictPair> pairs = new ArrayList<>();

        @Override
        public synchronized List<ConflictPair> all() {
            return List.copyOf(pairs);
        }

        @Override
        public synchronized List<ConflictPair> of(PersonId person) {
            return pairs.stream().filter(pair -> pair.concerns(person)).toList();
        }

        @Override
        public synchronized void put(ConflictPair pair) {
            remove(pair.first(), pair.second());
            pairs.add(pair);
        }

        @Override
        public synchronized void remove(PersonId one, PersonId other) {
            pairs.removeIf(pair -> pair.concerns(one) && pair.concerns(other));
        }
    }
}
