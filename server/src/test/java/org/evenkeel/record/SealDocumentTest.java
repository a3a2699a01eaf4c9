package org.evenkeel.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.evenkeel.record.Clinic.BO;
import static org.evenkeel.record.Clinic.COUNSELOR;
import static org.evenkeel.record.Clinic.SESSION;
import static org.evenkeel.record.Clinic.done;

import org.evenkeel.attendance.AttendanceStatus;
import org.evenkeel.attendance.SampleLedger;
import org.evenkeel.room.RemovalKind;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomEvent;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The canonical encoding: released seals must stay checkable, so its bytes never change within a format. */
class SealDocumentTest {

    /** One of every kind of fact, correction and segment. */
    private static Seal everything() {
        var clinic =
                new Clinic()
                        .take(
                                Clinic.evening()
                                        .lose("ann", "a1", "18:10:00", "18:10:25")
                                        .confirm("ann", "a1", "18:10:30")
                                        .sendBack("ann", "18:12:00")
                                        .admit("ann", "18:13:00")
                                        .enter("cy", Role.GUEST, false, "18:14:00")
                                        .decline("cy", "18:14:10")
                                        .add(
                                                "18:14:20",
                                                new RoomEvent.DeclineUndone(
                                                        SampleLedger.member("cy"), SampleLedger.member("counselor")))
                                        .remove("cy", RemovalKind.BARRED, "18:14:30")
                                        .undoRemoval("cy", "18:14:40")
                                        .leave("ann", "18:20:00")
                                        .come("ann", "a2", "18:21:00")
                                        .pause("18:50:00", "19:00:00")
                                        .add("19:05:00", new RoomEvent.StaffGone(SampleLedger.millis("19:05:00")))
                                        .add("19:05:30", new RoomEvent.StaffBack())
                                        .park("cy", "19:06:00")
                                        .end("19:20:00")
                                        .come("counselor", "counselor-2", "19:21:00")
                                        .reopen("19:21:10")
                                        .end("19:31:00"));
        done(
                clinic.book.enterPhone(
                        SESSION, BO, SampleLedger.interval("18:05:00", "18:30:00"), "made-up reason", COUNSELOR));
        done(clinic.book.correct(SESSION, BO, new Change.PhoneWithdrawn(1), "made-up reason", COUNSELOR));
        done(clinic.book.correct(SESSION, BO, new Change.MinutesSet(0, 20), "made-up reason", COUNSELOR));
        clinic.signed();
        return done(
                clinic.book.amend(
                        SESSION,
                        COUNSELOR,
                        clinic.sheet().proposedHash(),
                        "made-up reason",
                        List.of(
                                new AttendanceBook.Amendment(
                                        BO,
                                        new Change.StatusSet(AttendanceStatus.NO_SHOW, AttendanceStatus.PARTIAL)))));
    }

    @Test
    void formatOneIsWrittenAsItsGoldenSample() throws IOException {
        try (var golden = SealDocumentTest.class.getResourceAsStream("seal-document-1.txt")) {
            assertThat(new String(everything().document(), StandardCharsets.UTF_8))
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Facts that came after the first release are further lines of the same format. */
    @Test
    void aTalkApartIsWrittenAsItsGoldenSample() throws IOException {
        var sealed = new Clinic().take(Clinic.evening().aside("ann", "18:30:00", "18:40:00").end("19:30:00")).signed();
        assertThat(SealDocument.read(sealed.document()).bytes()).isEqualTo(sealed.document());
        try (var golden = SealDocumentTest.class.getResourceAsStream("seal-document-1-aside.txt")) {
            assertThat(new String(sealed.document(), StandardCharsets.UTF_8))
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void whatIsReadIsWrittenAgainByteByByte() {
        byte[] bytes = everything().document();
        assertThat(SealDocument.read(bytes).bytes()).isEqualTo(bytes);
    }

    @Test
    void noNameAndNoReasonStandsInASeal() {
        assertThat(new String(everything().document(), StandardCharsets.UTF_8))
                .doesNotContain("Made-Up", "Invented", "Testina", "made-up reason");
    }

    @Test
    void otherFormatsAndDamageAreRefused() {
        String text = new String(everything().document(), StandardCharsets.UTF_8);
        for (String bad :
                List.of(
                        "",
                        text.replaceFirst("seal\t1", "seal\t2"),
                        text.replace("\tTHERAPY\t", "\tSOMETHING\t"),
                        text.replaceFirst("fact\t1\t", "fact\tone\t"),
                        text.replaceFirst("policy", "polity"))) {
            assertThatThrownBy(() -> SealDocument.read(bad.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void fieldsWithSeparatorsInThemComeBackAsTheyWere() {
        String odd = "tab\t line\n return\r slash\\ n\\n";
        assertThat(CanonicalText.fields(CanonicalText.line("a", odd, "", 7))).containsExactly("a", odd, "", "7");
        assertThat(CanonicalText.line(odd)).doesNotContain("\n", "\r");
    }

    @Test
    void twoDifferentRecordsNeverShareALine() {
        assertThat(CanonicalText.line("a\tb", "c")).isNotEqualTo(CanonicalText.line("a", "b\tc"));
        assertThat(CanonicalText.line("a\\", "tb")).isNotEqualTo(CanonicalText.line("a", "\\tb"));
    }
}
