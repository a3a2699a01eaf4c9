package org.evenkeel.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.program.Access.Action;
import org.evenkeel.room.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Map;
import java.util.Set;

/** Every cell of the table staff role x resource x action, written down a second time in another form. */
class AccessTest {

    /** One line a resource, one column a role: R reads, C reads and changes, - neither. */
    private static final Map<Access, String> TABLE =
            Map.ofEntries(
                    //                            counselor peer moderator supervisor scheduler it privacy
                    Map.entry(Access.SETTINGS, "RRRCRCR"),
                    Map.entry(Access.STAFF, "R--CRC-"),
                    Map.entry(Access.STAFF_ROLES, "---C---"),
                    Map.entry(Access.STAFF_SIGN_IN, "---C-C-"),
                    Map.entry(Access.STAFF_SECOND_FACTOR, "---C---"),
                    Map.entry(Access.PARTICIPANTS, "C--CC--"),
                    Map.entry(Access.PARTICIPANT_NAMES, "RRRRR--"),
                    Map.entry(Access.PARTICIPANT_LINKS, "C--CC--"),
                    Map.entry(Access.GROUPS, "CRRCC--"),
                    Map.entry(Access.ROSTERS, "C--CC--"),
                    Map.entry(Access.SESSIONS, "CRRCC--"),
                    Map.entry(Access.GATE_ANSWERS, "R--R---"),
                    Map.entry(Access.ATTENDANCE, "C--C---"),
                    Map.entry(Access.SIGNATURES, "C--C---"),
                    Map.entry(Access.CONFLICTS, "C--CR--"),
                    Map.entry(Access.EMERGENCY, "C--C---"),
                    Map.entry(Access.EMERGENCY_REVIEWS, "------C"),
                    Map.entry(Access.EMERGENCY_NOTICES, "---R--R"),
                    Map.entry(Access.AUDIT, "------R"),
                    Map.entry(Access.LEGAL_HOLDS, "------C"),
                    Map.entry(Access.HEALTH, "---R-C-"));

    @ParameterizedTest
    @EnumSource(Access.class)
    void everyRoleMayDoWhatTheTableSaysAndNothingElse(Access access) {
        for (StaffRole role : StaffRole.values()) {
            char cell = TABLE.get(access).charAt(role.ordinal());
            assertThat(access.allows(Set.of(role), Action.READ)).as("%s reads %s", role, access).isEqualTo(cell != '-');
            assertThat(access.allows(Set.of(role), Action.CHANGE))
                    .as("%s changes %s", role, access)
                    .isEqualTo(cell == 'C');
        }
    }

    @ParameterizedTest
    @EnumSource(Access.class)
    void withoutARoleNothingIsAllowed(Access access) {
        for (Action action : Action.values()) {
            assertThat(access.allows(Set.of(), action)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Access.class)
    void twoRolesMayDoWhatEitherMay(Access access) {
        for (Action action : Action.values()) {
            assertThat(access.allows(Set.of(StaffRole.IT_ADMIN, StaffRole.COUNSELOR), action))
                    .isEqualTo(
                            access.allows(Set.of(StaffRole.IT_ADMIN), action)
                                    || access.allows(Set.of(StaffRole.COUNSELOR), action));
        }
    }

    @Test
    void nobodyWorksInARoomAsAParticipantAndItAdministratorsNotAtAll() {
        for (StaffRole staff : StaffRole.values()) {
            assertThat(staff.mayBe(Role.PARTICIPANT)).isFalse();
            assertThat(staff.mayBe(Role.GUEST)).isFalse();
        }
        for (Role role : Role.values()) {
            assertThat(StaffRole.IT_ADMIN.mayBe(role)).isFalse();
        }
        assertThat(StaffRole.PEER_MENTOR.mayBe(Role.FACILITATOR)).isFalse();
        assertThat(StaffRole.MODERATOR.mayBe(Role.CO_FACILITATOR)).isFalse();
        assertThat(StaffRole.COUNSELOR.mayBe(Role.FACILITATOR)).isTrue();
    }
}
