package org.evenkeel.record;

import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A signature under one session's attendance.
 *
 * @param number its place in the clinic's chain, from 1 without holes
 * @param session what was signed
 * @param revision 1 for the signature, then one more for each amendment
 * @param signer who signed
 * @param signedAt when, milliseconds UTC
 * @param why of an amendment, in the signer's words; empty for the signature
 * @param amendments what an amendment changes; empty for the signature
 * @param document the canonical bytes that were hashed: {@link SealDocument}
 * @param hash SHA-256 of the document, lower-case hex
 * @param previous hash of the seal before it in the chain; {@link SealHead#GENESIS} has the first one's
 */
public record Seal(
        long number,
        SessionId session,
        int revision,
        PersonId signer,
        long signedAt,
        String why,
        List<Correction> amendments,
        byte[] document,
        String hash,
        String previous) {

    public Seal {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(signer, "signer");
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(previous, "previous");
        amendments = List.copyOf(amendments);
        document = document.clone();
    }

    @Override
    public byte[] document() {
        return document.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Seal seal
                && number == seal.number
                && session.equals(seal.session)
                && revision == seal.revision
                && signer.equals(seal.signer)
                && signedAt == seal.signedAt
                && why.equals(seal.why)
                && amendments.equals(seal.amendments)
                && Arrays.equals(document, seal.document)
                && hash.equals(seal.hash)
                && previous.equals(seal.previous);
    }

    @Override
    public int hashCode() {
        return Objects.hash(number, hash);
    }

    @Override
    public String toString() {
        return "Seal[" + number + " " + session + " " + revision + "]";
    }
}
