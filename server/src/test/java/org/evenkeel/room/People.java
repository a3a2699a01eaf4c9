package org.evenkeel.room;

import org.evenkeel.room.RoomCommand.Enter;
import org.evenkeel.room.RoomCommand.Leave;
import org.evenkeel.room.RoomCommand.LoseConnection;
import org.evenkeel.room.RoomCommand.Resume;

import java.util.Map;

/** The made-up people of the rule tests, one or more of each role, and what their pages do. */
final class People {

    static final MemberId FAY = new MemberId("fay");
    static final MemberId COLE = new MemberId("cole");
    static final MemberId MO = new MemberId("mo");
    static final MemberId PIA = new MemberId("pia");
    static final MemberId OLA = new MemberId("ola");
    static final MemberId INA = new MemberId("ina");
    static final MemberId ANN = new MemberId("ann");
    static final MemberId BEN = new MemberId("ben");
    static final MemberId CAT = new MemberId("cat");
    static final MemberId GUS = new MemberId("gus");

    /** Never enters. */
    static final MemberId NOBODY = new MemberId("nobody");

    static final Map<MemberId, Role> ROLES =
            Map.of(
                    FAY, Role.FACILITATOR,
                    COLE, Role.CO_FACILITATOR,
                    MO, Role.MODERATOR,
                    PIA, Role.PEER_MENTOR,
                    OLA, Role.OBSERVER,
                    INA, Role.INTERPRETER,
                    ANN, Role.PARTICIPANT,
                    BEN, Role.PARTICIPANT,
                    CAT, Role.PARTICIPANT,
                    GUS, Role.GUEST);

    static final NodeId NODE = new NodeId("node");
    static final GateFlags CLEAR = new GateFlags(true, false, true, true);

    private People() {}

    /** A new page, the person's n-th tab. */
    static Enter enters(MemberId who, int tab) {
        return entersAs(who, tab, ROLES.get(who));
    }

    /** A new page after the roster says another role. */
    static Enter entersAs(MemberId who, int tab, Role role) {
        return enters(who, tab, role, role.isCare(), Expected.TODAY);
    }

    static Enter enters(MemberId who, int tab, Role role, boolean credentialed, Expected expected) {
        return new Enter(who, person(who), role, credentialed, expected, socket(who, tab), client(who, tab), NODE);
    }

    /** The page that shows the token of one socket comes back on another. */
    static Resume resumes(MemberId who, int presented, int socket) {
        return new Resume(who, socket(who, presented), socket(who, socket), NODE);
    }

    static Leave leaves(MemberId who, int socket) {
        return new Leave(socket(who, socket), LeaveReason.STEPPED_OUT);
    }

    static LoseConnection loses(MemberId who, int socket, long lastSign) {
        return new LoseConnection(who, socket(who, socket), lastSign, LeaveReason.NETWORK);
    }

    static PersonId person(MemberId who) {
        return new PersonId("person-" + who);
    }

    static ConnectionId socket(MemberId who, int n) {
        return new ConnectionId(who + "-socket-" + n);
    }

    static ClientId client(MemberId who, int n) {
        return new ClientId(who + "-tab-" + n);
    }
}
