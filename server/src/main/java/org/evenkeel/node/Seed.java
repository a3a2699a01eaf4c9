package org.evenkeel.node;

import org.evenkeel.edge.ResumeToken;
import org.evenkeel.identity.SignedIn;
import org.evenkeel.live.Answer;
import org.evenkeel.live.Arrivals;
import org.evenkeel.live.Ids;
import org.evenkeel.live.MemberIds;
import org.evenkeel.live.Rooms;
import org.evenkeel.load.Tokens;
import org.evenkeel.program.Session;
import org.evenkeel.room.ClientId;
import org.evenkeel.room.Expected;
import org.evenkeel.room.GateFlags;
import org.evenkeel.room.LeaveReason;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomCommand;
import org.evenkeel.room.SessionId;
import org.evenkeel.room.Submission;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Opens sessions and brings everybody in by the commands that people give: enter, answer the gate, start, admit. Then
 * each socket ends as at a planned restart, with its seat kept, so that whoever has the resume token takes the seat
 * over. Blocks.
 */
final class Seed {

    private static final GateFlags CLEAR = new GateFlags(true, false, true, true);

    private final SeedClinic clinic;
    private final Rooms rooms;
    private final MemberIds memberIds;
    private final Ids ids;
    private final NodeId node;
    private final Arrivals arrivals;

    /**
     * @param rooms the rooms of a node, of this process
     */
    Seed(Desk desk, Rooms rooms, MemberIds memberIds, Ids ids) {
        this.clinic = new SeedClinic(desk);
        this.rooms = rooms;
        this.memberIds = memberIds;
        this.ids = ids;
        this.node = new NodeId(ids.next());
        this.arrivals = new Arrivals(rooms, WallClock.INSTANCE);
    }

    /** Somebody on his seat. */
    private record Seated(SeedClinic.Person person, MemberId member, ResumeToken token) {}

    /**
     * @param count of sessions
     * @param members of each, the facilitator among them
     * @param tickets whether each member also gets a socket ticket, which lives for a minute from here
     * @throws StartProblem when a room refuses what people may do
     */
    List<Tokens.Room> load(int count, int members, boolean tickets) {
        var sessions = clinic.sessions(count, members);
        var seated = sessions.stream().map(this::open).toList();
        var result = new ArrayList<Tokens.Room>();
        for (int i = 0; i < count; i++) {
            var session = sessions.get(i).session();
            result.add(
                    new Tokens.Room(
                            session.id().value(),
                            seated.get(i).stream().map(each -> token(session.id(), each, tickets)).toList()));
        }
        return result;
    }

    private List<Seated> open(SeedClinic.Planned planned) {
        var session = planned.session();
        var lead = seat(session.id(), planned.facilitator());
        var others = planned.participants().stream().map(person -> seat(session.id(), person)).toList();
        var all = Stream.concat(Stream.of(lead), others.stream()).toList();
        var answers = new ArrayList<CompletableFuture<Answer>>();
        answers.add(enter(session, lead));
        answers.add(as(session.id(), lead, new RoomCommand.Start()));
        others.forEach(each -> answers.add(enter(session, each)));
        others.forEach(each -> answers.add(as(session.id(), lead, new RoomCommand.Admit(each.member()))));
        all.forEach(each -> answers.add(letGo(session.id(), each)));
        answers.forEach(answer -> demandDone(answer.join()));
        return all;
    }

    private Seated seat(SessionId session, SeedClinic.Person person) {
        var member = memberIds.member(session, person.id());
        return new Seated(person, member, new ResumeToken(session, member, ids.next()));
    }

    private CompletableFuture<Answer> enter(Session session, Seated who) {
        boolean leads = who.person().role() == Role.FACILITATOR;
        var enter =
                new RoomCommand.Enter(
                        who.member(),
                        who.person().id(),
                        who.person().role(),
                        leads,
                        Expected.TODAY,
                        memberIds.connection(session.id(), who.token().secret()),
                        new ClientId(ids.next()),
                        node);
        return arrivals.enter(
                session.id(), session.plan().roomSettings(), enter, leads ? Optional.empty() : Optional.of(CLEAR));
    }

    private CompletableFuture<Answer> as(SessionId session, Seated who, RoomCommand command) {
        return rooms.submit(session, Submission.byMember(who.member(), WallClock.INSTANCE.getAsLong(), command));
    }

    private CompletableFuture<Answer> letGo(SessionId session, Seated who) {
        long now = WallClock.INSTANCE.getAsLong();
        var connection = memberIds.connection(session, who.token().secret());
        return rooms.submit(
                session,
                Submission.byServer(
                        now, new RoomCommand.LoseConnection(who.member(), connection, now, LeaveReason.DRAINED)));
    }

    private static void demandDone(Answer answer) {
        switch (answer) {
            case Answer.Done _ -> {}
            case Answer.Refused(var code) -> throw new StartProblem("A room refused the seed: " + code);
            case Answer.Unavailable() -> throw new StartProblem("Redis did not take the seed's commands in time.");
        }
    }

    private Tokens.Member token(SessionId session, Seated seated, boolean tickets) {
        var person = seated.person();
        return new Tokens.Member(
                seated.member().value(),
                person.role().name().toLowerCase(Locale.ROOT),
                seated.token().text(),
                1,
                0,
                0,
                tickets ? Optional.of(clinic.ticket(person, session)) : Optional.empty(),
                person.link(),
                person.signedIn().map(SignedIn::secret).map(secret -> secret.value()));
    }
}
