package org.evenkeel.program;

import org.evenkeel.room.PersonId;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Adds, changes, imports and deactivates participants. Any thread. */
public final class ParticipantAdministration {

    private static final int REFERENCE_BYTES = 5;

    private final ParticipantStore store;
    private final RandomBytes random;
    private final Departures departures;

    ParticipantAdministration(ParticipantStore store, RandomBytes random, Departures departures) {
        this.store = store;
        this.random = random;
        this.departures = departures;
    }

    /**
     * Everybody, active first, by full name.
     *
     * @throws ProgramProblem {@code not_allowed}
     */
    public List<Participant> list(Caller caller) {
        caller.must(Access.Action.READ, Access.PARTICIPANTS);
        return store.all().stream()
                .sorted(
                        Comparator.comparing(Participant::active, Comparator.reverseOrder())
                                .thenComparing(each -> each.details().fullName(), String.CASE_INSENSITIVE_ORDER)
                                .thenComparing(each -> each.id().value()))
                .toList();
    }

    /**
     * One person with contact data.
     *
     * @throws ProgramProblem {@code not_allowed}, {@code not_found}
     */
    public Participant get(Caller caller, PersonId id) {
        caller.must(Access.Action.READ, Access.PARTICIPANTS);
        return find(id);
    }

    /**
     * Display names of those of these people who are participants; others are left out.
     *
     * @throws ProgramProblem {@code not_allowed}
     */
    public Map<PersonId, String> names(Caller caller, Collection<PersonId> people) {
        caller.must(Access.Action.READ, Access.PARTICIPANT_NAMES);
        Map<PersonId, String> names = new HashMap<>();
        for (PersonId id : people) {
            store.find(id).ifPresent(person -> names.put(id, person.details().displayName()));
        }
        return Map.copyOf(names);
    }

    /**
     * Adds a person.
     *
     * @throws ProgramProblem {@code not_allowed}, {@code taken}
     */
    public Participant add(Caller caller, ParticipantDetails details) {
        caller.must(Access.Action.CHANGE, Access.PARTICIPANTS);
        return store.save(fresh(details));
    }

    /**
     * Changes a person.
     *
     * @param version the version that was read
     * @throws ProgramProblem {@code not_allowed}, {@code not_found}, {@code conflict}, {@code taken}
     */
    public Participant change(Caller caller, PersonId id, long version, ParticipantDetails details) {
        caller.must(Access.Action.CHANGE, Access.PARTICIPANTS);
        return store.save(find(id).with(details).at(version));
    }

    /**
     * Ends a person's access at once: link, visits, open sockets. Rosters are not touched: sessions made from now on
     * leave this person out. Done again, it ends access again.
     *
     * @throws ProgramProblem {@code not_allowed}, {@code not_found}, {@code conflict}
     */
    public Participant deactivate(Caller caller, PersonId id, long version) {
        caller.must(Access.Action.CHANGE, Access.PARTICIPANTS);
        Participant after = store.save(find(id).withActive(false).at(version));
        departures.left(id);
        return after;
    }

    /**
     * Takes a person back; a new link must be issued.
     *
     * @throws ProgramProblem {@code not_allowed}, {@code not_found}, {@code conflict}
     */
    public Participant reactivate(Caller caller, PersonId id, long version) {
        caller.must(Access.Action.CHANGE, Access.PARTICIPANTS);
        return store.save(find(id).withActive(true).at(version));
    }

    /**
     * Adds everybody in a list of comma-separated values, or nobody: with one problem in it, nothing is kept. Knows no
     * groups: see {@link ParticipantImport} for files that name them.
     *
     * @param csv the file's text; see {@link ParticipantCsv} for its columns
     * @throws ProgramProblem {@code not_allowed}
     */
    public ImportResult importCsv(Caller caller, String csv) {
        return switch (read(caller, csv, Map.of())) {
            case ParticipantCsv.Faulty(List<ImportResult.LineProblem> problems) -> new ImportResult.Refused(problems);
            case ParticipantCsv.Good(List<ParticipantCsv.Line> people) ->
                    new ImportResult.Imported(addAll(people.stream().map(ParticipantCsv.Line::person).toList()));
        };
    }

    /** A program reference for somebody who has no number of the clinic's own: random, so that it tells nothing. */
    public String freshReference() {
        return "P-" + HexFormat.of().withUpperCase().formatHex(random.next(REFERENCE_BYTES));
    }

    ParticipantCsv.Reading read(Caller caller, String csv, Map<String, GroupId> groups) {
        caller.must(Access.Action.CHANGE, Access.PARTICIPANTS);
        List<String> taken = store.all().stream().map(each -> each.details().reference()).toList();
        return ParticipantCsv.read(csv, new ParticipantCsv.Known(taken, groups, this::freshReference));
    }

    List<Participant> addAll(List<ParticipantDetails> people) {
        return store.addAll(people.stream().map(this::fresh).toList());
    }

    private Participant fresh(ParticipantDetails details) {
        return new Participant(new PersonId(random.nextId()), details, true, 0);
    }

    private Participant find(PersonId id) {
        return store.find(id).orElseThrow(() -> new ProgramProblem(ProgramProblem.Code.NOT_FOUND, "participant"));
    }
}
