package org.evenkeel.record;

import org.evenkeel.attendance.SessionAttendance;
import org.evenkeel.room.PersonId;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Makes seals at the end of the clinic's chain; an amendment under the plan and the rules that were signed. */
final class Signing {

    private final Seals seals;

    Signing(Seals seals) {
        this.seals = seals;
    }

    Seal signature(ReviewSheet sheet, PersonId signer, long now) {
        return seal(sheet, signer, "", List.of(), sheet.proposed(), now);
    }

    Seal amendment(
            ReviewSheet sheet, PersonId signer, String why, List<Correction> made, SessionAttendance result, long now) {
        return seal(sheet, signer, why, made, result, now);
    }

    boolean append(Seal seal) {
        return seals.append(seal);
    }

    /** What is proposed once these are made as well. */
    SessionAttendance after(ReviewSheet sheet, List<Correction> made) {
        return Reckoning.of(sheet.plan(), sheet.policy(), sheet.facts(), all(sheet, made), OptionalLong.empty());
    }

    private Seal seal(
            ReviewSheet sheet, PersonId signer, String why, List<Correction> made, SessionAttendance result, long now) {
        SealHead before = seals.head();
        long number = before.number() + 1;
        int revision = sheet.seals().size() + 1;
        SealDocument document =
                SealDocument.of(
                        SealDocument.head(number, sheet.plan().session(), revision, signer, now, why, before.hash()),
                        sheet.plan(),
                        sheet.policy(),
                        sheet.facts(),
                        all(sheet, made),
                        result);
        byte[] bytes = document.bytes();
        return new Seal(
                number,
                sheet.plan().session(),
                revision,
                signer,
                now,
                why,
                made,
                bytes,
                CanonicalText.sha256(bytes),
                before.hash());
    }

    private static List<Correction> all(ReviewSheet sheet, List<Correction> made) {
        List<Correction> all = new ArrayList<>(sheet.corrections());
        all.addAll(made);
        return all;
    }
}
