package org.evenkeel.backup;

import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPCompressedData;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPSessionKey;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.evenkeel.backup.BackupProblem.Problem;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The OpenPGP message around a backup: AES-256 with an integrity code over all of it, in the form that every gpg since
 * 2.0 reads. The code stands at the end, so whoever reads must not use anything before the reading returned.
 */
final class PgpMessage {

    /** Length of a part of the message; a power of two. */
    private static final int PART_BYTES = 1 << 16;

    /** What is written into a message. */
    interface Writing {
        void to(OutputStream plain) throws IOException;
    }

    /** What reads a message. */
    interface Reading<T> {
        T from(InputStream plain) throws IOException;
    }

    private PgpMessage() {}

    /**
     * Writes a message.
     *
     * @param name stands in it as the name of the file it holds
     * @param at stands in it as that file's time
     * @return the key that this one message is encrypted with
     */
    static PGPSessionKey write(OutputStream raw, SealedFor whom, String name, Instant at, Writing body)
            throws IOException {
        var sessionKey = new AtomicReference<PGPSessionKey>();
        var encryptor =
                new BcPGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256)
                        .setWithIntegrityPacket(true)
                        .setSecureRandom(new SecureRandom());
        var generator = new PGPEncryptedDataGenerator(encryptor);
        generator.setForceSessionKey(true);
        generator.setSessionKeyExtractionCallback(sessionKey::set);
        try {
            whom.methods().forEach(generator::addMethod);
            try (var sealed = generator.open(raw, new byte[PART_BYTES]);
                    var plain =
                            new PGPLiteralDataGenerator()
                                    .open(sealed, PGPLiteralData.BINARY, name, Date.from(at), new byte[PART_BYTES])) {
                body.to(plain);
            }
        } catch (PGPException e) {
            throw new BackupProblem(Problem.BAD_KEY, "The backup cannot be encrypted for this key.", e);
        }
        return sessionKey.get();
    }

    /**
     * Reads a whole message and returns when it is certain that nothing in it was changed.
     *
     * @throws BackupProblem {@code DOES_NOT_OPEN}, {@code DAMAGED}, {@code NOT_READABLE}
     */
    static <T> T read(Path file, OpenedBy key, Reading<T> body) {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), PART_BYTES)) {
            var opened = open(file, raw, key);
            return verified(file, raw, opened, body);
        } catch (IOException e) {
            throw new BackupProblem(
                    Problem.NOT_READABLE, Unreadable.sentence(file, e, "put it into /var/lib/evenkeel/backups"), e);
        }
    }

    /** The library meets a wrong key and changed bytes with many kinds of exceptions; all mean the same to us. */
    private static OpenedBy.Opened open(Path file, InputStream raw, OpenedBy key) {
        try {
            if (new BcPGPObjectFactory(raw).nextObject() instanceof PGPEncryptedDataList list
                    && list.isIntegrityProtected()) {
                return key.open(list);
            }
        } catch (BackupProblem e) {
            throw e;
        } catch (IOException | PGPException | RuntimeException e) {
            throw new BackupProblem(
                    Problem.DOES_NOT_OPEN,
                    file + " does not open: the passphrase or the key is another one, or the file is damaged.",
                    e);
        }
        throw new BackupProblem(Problem.DAMAGED, file + " is no backup of Evenkeel, or its beginning is damaged.");
    }

    private static <T> T verified(Path file, InputStream raw, OpenedBy.Opened opened, Reading<T> body) {
        try {
            InputStream plain = literal(opened.plain());
            T result = body.from(plain);
            plain.transferTo(OutputStream.nullOutputStream());
            if (opened.message().verify() && raw.read() < 0) {
                return result;
            }
        } catch (WriteFailure e) {
            throw e.problem();
        } catch (IOException | PGPException | RuntimeException e) {
            throw damaged(file, e);
        }
        throw damaged(file, null);
    }

    private static BackupProblem damaged(Path file, Exception cause) {
        return new BackupProblem(
                Problem.DAMAGED, file + " is damaged: it was changed or cut after it was written.", cause);
    }

    /** Also reads what gpg made of a backup that somebody encrypted anew. */
    private static InputStream literal(InputStream decrypted) throws IOException, PGPException {
        Object inner = new BcPGPObjectFactory(decrypted).nextObject();
        if (inner instanceof PGPCompressedData compressed) {
            inner = new BcPGPObjectFactory(compressed.getDataStream()).nextObject();
        }
        if (inner instanceof PGPLiteralData literal) {
            return literal.getInputStream();
        }
        throw new IOException("the message holds no data");
    }
}
