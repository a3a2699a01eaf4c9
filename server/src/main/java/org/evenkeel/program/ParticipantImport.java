package org.evenkeel.program;

import org.evenkeel.room.PersonId;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes in a file of participants that may name the group each of them joins. Any thread. */
public final class ParticipantImport {

    private final ParticipantAdministration participants;
    private final GroupAdministration groups;

    ParticipantImport(ParticipantAdministration participants, GroupAdministration groups) {
        this.participants = participants;
        this.groups = groups;
    }

    /**
     * Looks through a file and keeps nothing.
     *
     * @return all problems, by line; empty when the file can be taken in
     * @throws ProgramProblem {@code not_allowed}
     */
    public List<ImportResult.LineProblem> check(Caller caller, String csv) {
        return switch (participants.read(caller, csv, groupsByName(caller))) {
            case ParticipantCsv.Faulty(List<ImportResult.LineProblem> problems) -> problems;
            case ParticipantCsv.Good _ -> List.of();
        };
    }

    /**
     * Adds everybody in the file, or nobody: with one problem in it, nothing is kept. Whoever names a group is put on
     * its roster then.
     *
     * @throws ProgramProblem {@code not_allowed}, {@code taken} when somebody took a reference meanwhile
     */
    public ImportResult run(Caller caller, String csv) {
        caller.must(Access.Action.CHANGE, Access.ROSTERS);
        return switch (participants.read(caller, csv, groupsByName(caller))) {
            case ParticipantCsv.Faulty(List<ImportResult.LineProblem> problems) -> new ImportResult.Refused(problems);
            case ParticipantCsv.Good(List<ParticipantCsv.Line> lines) ->
                    new ImportResult.Imported(enrol(caller, lines));
        };
    }

    private List<Participant> enrol(Caller caller, List<ParticipantCsv.Line> lines) {
        List<Participant> people = participants.addAll(lines.stream().map(ParticipantCsv.Line::person).toList());
        Map<GroupId, Set<PersonId>> joining = new LinkedHashMap<>();
        for (int i = 0; i < people.size(); i++) {
            PersonId person = people.get(i).id();
            lines.get(i).group().ifPresent(group -> joining.computeIfAbsent(group, _ -> new HashSet<>()).add(person));
        }
        joining.forEach((group, members) -> groups.addToRoster(caller, group, members));
        return people;
    }

    /** Groups that meet, by name; a name that two of them have leads to neither. */
    private Map<String, GroupId> groupsByName(Caller caller) {
        Map<String, GroupId> byName = new HashMap<>();
        Set<String> twice = new HashSet<>();
        for (Group group : groups.list(caller)) {
            String key = ParticipantCsv.Known.key(group.details().name());
            if (group.active() && byName.put(key, group.id()) != null) {
                twice.add(key);
            }
        }
        byName.keySet().removeAll(twice);
        return byName;
    }
}
